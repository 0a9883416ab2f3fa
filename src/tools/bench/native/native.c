// Reference workload in C: what a program written for W1 and W2 alone reaches. Lambdascope is measured against it; nothing else uses it.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <sys/resource.h>
#include "sim.h"
static double now(){ struct timespec t; clock_gettime(CLOCK_MONOTONIC,&t); return t.tv_sec*1e3+t.tv_nsec*1e-6; }
static double cpu(){ struct timespec t; clock_gettime(CLOCK_PROCESS_CPUTIME_ID,&t); return t.tv_sec*1e3+t.tv_nsec*1e-6; }
static unsigned long long hash(u32 N){ unsigned long long h=1469598103934665603ull; for(u32 i=0;i<N;i++){ unsigned long long b; memcpy(&b,&T_end[i],8); h=(h^b)*1099511628211ull; h=(h^(unsigned)T_env[i])*1099511628211ull; } return h; }
int main(int ac,char**av){ // impl workload N reps lambda
  const char*impl=av[1],*w=av[2]; u32 N=(u32)atof(av[3]); int reps=atoi(av[4]); double lam=ac>5?atof(av[5]):200.0; double cw=ac>7?atof(av[7]):1.0; int fresh=ac>6?atoi(av[6]):0;
  det_init(); P p; p.lambda=lam; p.sigma=0.5; p.mu=-1.3289728043259361; p.coldS=0.4; p.idleS=300; p.lim=1000; p.burst=1000; p.refill=100; p.w1_lambda=950; p.calw = (w[1]=='1')? cw/950 : cw/lam;
  f64*scr=malloc(8ull*N);
  for(int r=0;r<reps;r++){
    double t0=now(), q0=cpu();
    if(r==0||fresh){ T_arr=malloc(8ull*N);T_start=malloc(8ull*N);T_end=malloc(8ull*N);T_init=malloc(4ull*N);T_env=malloc(4ull*N);T_out=malloc(N); }
    double t1=fresh?t0:now(), q1=fresh?q0:cpu();
    #define GO(n) if(!strcmp(impl,#n)){ if(w[1]=='1') w1_##n(N,42+0*r,&p); else w2_##n(N,42+0*r,&p); }
    GO(heap2_log) GO(heap4_log) GO(heap4_zig) GO(heap2_zig) GO(cal_zig) GO(cal_log) GO(bcal_zig) GO(bcal_det) GO(pred_zig) GO(cal_det) GO(heap4_det) GO(hheap4_zig) GO(hheap2_zig)
    #define PR(n) if(!strcmp(impl,#n)) n(N,42);
    PR(probe_rng) PR(probe_zexp) PR(probe_logexp) PR(probe_zlognorm) PR(probe_bmlognorm) PR(probe_write)
    double t2=now(), q2=cpu(); f64 r6=0,r7=0,r8=0; if(w[1]=='2'&&impl[0]!='p'){ stats_exact(N,scr); r6=R[6];r7=R[7];r8=R[8]; }
    double t3=now(), q3=cpu();
    printf("{\"impl\":\"c-%s\",\"w\":\"%s\",\"N\":%u,\"rep\":%d,\"simMs\":%.3f,\"simCpu\":%.3f,\"statCpu\":%.3f,\"statMs\":%.3f,\"R\":[%.17g,%.17g,%.17g,%.17g,%.17g,%.17g],\"p\":[%.17g,%.17g,%.17g],\"hash\":\"%llx\"}\n",impl,w,N,r,t2-t1,q2-q1,q3-q2,t3-t2,R[0],R[1],R[2],R[3],R[4],R[5],r6,r7,r8,(w[1]=='2'&&impl[0]!='p')?hash(N):0ull);
    if(fresh){ free(T_arr);free(T_start);free(T_end);free(T_init);free(T_env);free(T_out);} 
  } struct rusage ru; getrusage(RUSAGE_SELF,&ru); printf("{\"impl\":\"c-%s\",\"w\":\"%s\",\"N\":%u,\"done\":1,\"maxRssMB\":%ld}\n",impl,w,N,ru.ru_maxrss/1024); return 0; }
