// Reference workload in C: what a program written for W1 and W2 alone reaches. Lambdascope is measured against it; nothing else uses it.
// W1/W2 event loops, instantiated for queue in {heap2, heap4, cal} x sampler in {LOG, ZIG}. Shared by native and wasm builds.
#include "det.h"
#define MAXC 1024            // >= account limit
typedef struct { f64 lambda, mu, sigma, coldS, idleS, lim, burst, refill; f64 w1_lambda; f64 calw; } P;
// ---------- trace (struct of arrays), set by the host ----------
static f64 *T_arr,*T_start,*T_end; static f32 *T_init; static i32 *T_env; static u8 *T_out;
static f64 R[16];            // results
// ---------- queues: key (end time) + env/slot id ----------
#define HEAPN 1032
static f64 HK[HEAPN+8]; static i32 HV[HEAPN+8];
static f64 CK[MAXC]; static i32 CN[MAXC]; 
#define CB 2048
static i32 CH[CB];
#ifdef __wasm__
f64 js_log(f64) __attribute__((import_module("m"),import_name("log")));
f64 js_exp(f64) __attribute__((import_module("m"),import_name("exp")));
f64 js_cos(f64) __attribute__((import_module("m"),import_name("cos")));
#define LOGF js_log
#define EXPF js_exp
#define COSF js_cos
#else
#include <math.h>
#define LOGF log
#define EXPF exp
#define COSF cos
#endif
// samplers
#define LOG_exp(s) (-LOGF(rng_f(s)))
#define LOG_lognorm(s,mu,sg) EXPF((mu)+(sg)*(__builtin_sqrt(-2.0*LOGF(rng_f(s)))*COSF(6.283185307179586*rng_f(s))))
#define ZIG_exp(s) zexp(s)
#define ZIG_lognorm(s,mu,sg) det_exp((mu)+(sg)*znorm(s))

// queue "interface" as macros over locals. Q_DECL; Q_NEXT_LE(t,key,val){...}; Q_PUSH(key,val)
// --- d-ary heap
#define HEAP_DECL i32 hn=0; (void)0
#define HEAP_POP(D,key,val) do{ key=HK[0]; val=HV[0]; hn--; if(hn>0){ f64 k=HK[hn]; i32 v=HV[hn]; i32 i=0; for(;;){ i32 c=i*D+1; if(c>=hn) break; i32 m=c; f64 mk=HK[c]; \
   if(D==2){ if(c+1<hn && HK[c+1]<mk){m=c+1;mk=HK[m];} } else { i32 e=c+D<hn?c+D:hn; for(i32 j=c+1;j<e;j++) if(HK[j]<mk){m=j;mk=HK[j];} } \
   if(mk>=k) break; HK[i]=mk; HV[i]=HV[m]; i=m; } HK[i]=k; HV[i]=v; } }while(0)
#define HEAP_PUSH(D,key,val) do{ f64 k=(key); i32 i=hn++; while(i>0){ i32 p=(i-1)/D; if(HK[p]<=k) break; HK[i]=HK[p]; HV[i]=HV[p]; i=p; } HK[i]=k; HV[i]=(val); }while(0)
// ---------------------------------------------------------------------------------------------
#define DEF_HEAP(NAME,D,S) \
void w1_##NAME(u32 N,u32 seed,const P*p){ Rng s; rng_seed(&s,seed); i32 hn=0; f64 t=0,last=0,area=0; u32 rej=0; u32 ev=0; const f64 il=1.0/p->w1_lambda; const i32 C=(i32)p->lim; \
  for(u32 i=0;i<N;i++){ t+=S##_exp(&s)*il; while(hn>0 && HK[0]<=t){ f64 k; i32 v; f64 n=(f64)hn; HEAP_POP(D,k,v); (void)v; area+=n*(k-last); last=k; ev++; } \
    area+=(f64)hn*(t-last); last=t; ev++; if(hn<C){ f64 e=t+S##_exp(&s); HEAP_PUSH(D,e,0); } else rej++; } \
  R[0]=rej; R[1]=area/t; R[2]=ev; R[3]=t; } \
void w2_##NAME(u32 N,u32 seed,const P*p){ Rng s; rng_seed(&s,seed); i32 hn=0; f64 t=0; static f64 idS[2048]; static i32 idE[2048]; u32 top=0,bot=0; \
  const f64 il=1.0/p->lambda, mu=p->mu, sg=p->sigma, cold=p->coldS, idle=p->idleS; const i32 lim=(i32)p->lim; f64 tok=p->burst, tl=0; i32 nextEnv=0; u32 nc=0,nt=0,nx=0,ev=0; \
  for(u32 i=0;i<N;i++){ t+=S##_exp(&s)*il; \
    while(hn>0 && HK[0]<=t){ f64 k; i32 v; HEAP_POP(D,k,v); idS[top&2047]=k; idE[top&2047]=v; top++; ev++; } \
    while(bot!=top && idS[bot&2047]+idle<=t){ bot++; nx++; } \
    f64 st=t, init=0.0; i32 env; u8 oc=0; \
    if(top!=bot){ top--; env=idE[top&2047]; } \
    else { env=-1; if(hn<lim){ tok+=(t-tl)*p->refill; tl=t; if(tok>p->burst) tok=p->burst; if(tok>=1.0){ tok-=1.0; env=nextEnv++; init=cold; st=t+cold; oc=1; nc++; } } if(env<0){ oc=2; nt++; } } \
    f64 en=st; if(oc!=2){ en=st+S##_lognorm(&s,mu,sg); HEAP_PUSH(D,en,env); } \
    T_arr[i]=t; T_start[i]=st; T_end[i]=en; T_init[i]=(f32)init; T_env[i]=env; T_out[i]=oc; ev++; } \
  R[0]=nc; R[1]=nt; R[2]=ev; R[3]=t; R[4]=nx; R[5]=hn; }
// --- calendar (intrusive: node id == env/slot id % MAXC ... ids are recycled slots) ---
#define CAL_INIT for(int i=0;i<CB;i++) CH[i]=-1;
#define CAL_PUSH(key,slot) do{ const f64 kk_=(key); const i32 sl_=(slot); i32 b=(i32)(kk_*iw)&(CB-1); CK[sl_]=kk_; i32 h_=CH[b]; if(h_<0||CK[h_]>=kk_){ CN[sl_]=h_; CH[b]=sl_; } else { i32 q_=h_, nx_; while((nx_=CN[q_])>=0 && CK[nx_]<kk_) q_=nx_; CN[sl_]=nx_; CN[q_]=sl_; } }while(0)
#define DEF_CAL(NAME,S) \
void w1_##NAME(u32 N,u32 seed,const P*p){ Rng s; rng_seed(&s,seed); i32 hn=0; f64 t=0,last=0,area=0; u32 rej=0; u32 ev=0; const f64 il=1.0/p->w1_lambda; const i32 C=(i32)p->lim; const f64 iw=1.0/p->calw; CAL_INIT \
  static i32 fr[MAXC]; for(int i=0;i<MAXC;i++) fr[i]=i; i32 nf=MAXC; i32 day=0; \
  for(u32 i=0;i<N;i++){ t+=S##_exp(&s)*il; const i32 dt=(i32)(t*iw); \
    if(hn>0) for(;;){ const i32 b=day&(CB-1); i32 h=CH[b]; const f64 de=(f64)(day+1); while(h>=0 && CK[h]<=t && CK[h]*iw<de){ f64 k=CK[h]; area+=(f64)hn*(k-last); last=k; hn--; ev++; fr[nf++]=h; h=CN[h]; } CH[b]=h; if(day>=dt) break; day++; } else day=dt; \
    area+=(f64)hn*(t-last); last=t; ev++; if(hn<C){ f64 e=t+S##_exp(&s); i32 sl=fr[--nf]; CAL_PUSH(e,sl); hn++; } else rej++; } \
  R[0]=rej; R[1]=area/t; R[2]=ev; R[3]=t; } \
void w2_##NAME(u32 N,u32 seed,const P*p){ Rng s; rng_seed(&s,seed); i32 hn=0; f64 t=0; static f64 idS[2048]; static i32 idE[2048]; u32 top=0,bot=0; const f64 iw=1.0/p->calw; CAL_INIT \
  static i32 fr[MAXC]; for(int i=0;i<MAXC;i++) fr[i]=MAXC-1-i; i32 nf=MAXC; static i32 envOf[MAXC]; i32 day=0; \
  const f64 il=1.0/p->lambda, mu=p->mu, sg=p->sigma, cold=p->coldS, idle=p->idleS; const i32 lim=(i32)p->lim; f64 tok=p->burst, tl=0; i32 nextEnv=0; u32 nc=0,nt=0,nx=0,ev=0; \
  for(u32 i=0;i<N;i++){ t+=S##_exp(&s)*il; const i32 dt=(i32)(t*iw); \
    if(hn>0) for(;;){ const i32 b=day&(CB-1); i32 h=CH[b]; const f64 de=(f64)(day+1); while(h>=0 && CK[h]<=t && CK[h]*iw<de){ idS[top&2047]=CK[h]; idE[top&2047]=h; top++; hn--; ev++; h=CN[h]; } CH[b]=h; if(day>=dt) break; day++; } else day=dt; \
    while(bot!=top && idS[bot&2047]+idle<=t){ fr[nf++]=idE[bot&2047]; bot++; nx++; } \
    f64 st=t, init=0.0; i32 sl=-1; i32 env=-1; u8 oc=0; \
    if(top!=bot){ top--; sl=idE[top&2047]; env=envOf[sl]; } \
    else { if(hn<lim){ tok+=(t-tl)*p->refill; tl=t; if(tok>p->burst) tok=p->burst; if(tok>=1.0){ tok-=1.0; sl=fr[--nf]; env=nextEnv++; envOf[sl]=env; init=cold; st=t+cold; oc=1; nc++; } } if(env<0){ oc=2; nt++; } } \
    f64 en=st; if(oc!=2){ en=st+S##_lognorm(&s,mu,sg); CAL_PUSH(en,sl); hn++; } \
    T_arr[i]=t; T_start[i]=st; T_end[i]=en; T_init[i]=(f32)init; T_env[i]=env; T_out[i]=oc; ev++; } \
  R[0]=nc; R[1]=nt; R[2]=ev; R[3]=t; R[4]=nx; R[5]=hn; }
DEF_HEAP(heap2_log,2,LOG)
DEF_HEAP(heap4_log,4,LOG)
DEF_HEAP(heap4_zig,4,ZIG)
DEF_HEAP(heap2_zig,2,ZIG)
DEF_CAL(cal_zig,ZIG)
DEF_CAL(cal_log,LOG)

// --- bitmap calendar (timing wheel with occupancy bitmap; next event by ctz; intrusive sorted bucket lists) ---
#define BB 4096
static i32 BH[BB]; static u32 BM[BB/32];
#define B_INIT for(int i=0;i<BB;i++) BH[i]=-1; for(int i=0;i<BB/32;i++) BM[i]=0; i32 cur=0; f64 nk=1e300; i32 nb=0;
// find the next pending event at absolute day >= cur
#define B_FIND do{ if(hn==0){ nk=1e300; break; } i32 d_=cur; for(;;){ i32 w_=(d_&(BB-1))>>5; u32 m_=BM[w_]&(0xffffffffu<<(d_&31)); if(m_==0){ d_=(d_|31)+1; continue; } d_=(d_&~31)+__builtin_ctz(m_); \
   i32 h_=BH[d_&(BB-1)]; if(CK[h_]*iw<(f64)(d_+1)){ cur=d_; nb=d_&(BB-1); nk=CK[h_]; break; } d_++; } }while(0)
#define B_PUSH(key,slot) do{ const f64 kk_=(key); const i32 sl_=(slot); const i32 d_=(i32)(kk_*iw); i32 b_=d_&(BB-1); CK[sl_]=kk_; i32 h_=BH[b_]; if(h_<0){ CN[sl_]=-1; BH[b_]=sl_; BM[b_>>5]|=1u<<(b_&31); } else if(CK[h_]>=kk_){ CN[sl_]=h_; BH[b_]=sl_; } else { i32 q_=h_, nx_; while((nx_=CN[q_])>=0 && CK[nx_]<kk_) q_=nx_; CN[sl_]=nx_; CN[q_]=sl_; } if(kk_<nk){ nk=kk_; nb=b_; cur=d_; } }while(0)
#define B_POPTOP(slot) do{ slot=BH[nb]; i32 n_=CN[slot]; BH[nb]=n_; if(n_<0) BM[nb>>5]&=~(1u<<(nb&31)); }while(0)
#define DEF_BCAL(NAME,S) \
void w1_##NAME(u32 N,u32 seed,const P*p){ Rng s; rng_seed(&s,seed); i32 hn=0; f64 t=0,last=0,area=0; u32 rej=0; u32 ev=0; const f64 il=1.0/p->w1_lambda; const i32 C=(i32)p->lim; const f64 iw=1.0/p->calw; B_INIT \
  static i32 fr[MAXC]; for(int i=0;i<MAXC;i++) fr[i]=i; i32 nf=MAXC; \
  for(u32 i=0;i<N;i++){ t+=S##_exp(&s)*il; \
    while(nk<=t){ i32 sl; area+=(f64)hn*(nk-last); last=nk; B_POPTOP(sl); hn--; ev++; fr[nf++]=sl; B_FIND; } \
    area+=(f64)hn*(t-last); last=t; ev++; if(hn<C){ f64 e=t+S##_exp(&s); i32 sl=fr[--nf]; B_PUSH(e,sl); hn++; } else rej++; } \
  R[0]=rej; R[1]=area/t; R[2]=ev; R[3]=t; } \
void w2_##NAME(u32 N,u32 seed,const P*p){ Rng s; rng_seed(&s,seed); i32 hn=0; f64 t=0; static f64 idS[2048]; static i32 idE[2048]; u32 top=0,bot=0; const f64 iw=1.0/p->calw; B_INIT \
  static i32 fr[MAXC]; for(int i=0;i<MAXC;i++) fr[i]=MAXC-1-i; i32 nf=MAXC; static i32 envOf[MAXC]; \
  const f64 il=1.0/p->lambda, mu=p->mu, sg=p->sigma, cold=p->coldS, idle=p->idleS; const i32 lim=(i32)p->lim; f64 tok=p->burst, tl=0; i32 nextEnv=0; u32 nc=0,nt=0,nx=0,ev=0; \
  for(u32 i=0;i<N;i++){ t+=S##_exp(&s)*il; \
    while(nk<=t){ i32 sl; B_POPTOP(sl); idS[top&2047]=nk; idE[top&2047]=sl; top++; hn--; ev++; B_FIND; } \
    while(bot!=top && idS[bot&2047]+idle<=t){ fr[nf++]=idE[bot&2047]; bot++; nx++; } \
    f64 st=t, init=0.0; i32 sl=-1; i32 env=-1; u8 oc=0; \
    if(top!=bot){ top--; sl=idE[top&2047]; env=envOf[sl]; } \
    else { if(hn<lim){ tok+=(t-tl)*p->refill; tl=t; if(tok>p->burst) tok=p->burst; if(tok>=1.0){ tok-=1.0; sl=fr[--nf]; env=nextEnv++; envOf[sl]=env; init=cold; st=t+cold; oc=1; nc++; } } if(env<0){ oc=2; nt++; } } \
    f64 en=st; if(oc!=2){ en=st+S##_lognorm(&s,mu,sg); B_PUSH(en,sl); hn++; } \
    T_arr[i]=t; T_start[i]=st; T_end[i]=en; T_init[i]=(f32)init; T_env[i]=env; T_out[i]=oc; ev++; } \
  R[0]=nc; R[1]=nt; R[2]=ev; R[3]=t; R[4]=nx; R[5]=hn; }
// --- d-ary heap with a lazily filled hole at the root: pop+push of one step costs one sift instead of two ---
#define HH_FILL(D) do{ if(hole){ hole=0; hn--; if(hn>0){ f64 k=HK[hn]; i32 v=HV[hn]; HH_SIFT(D,k,v); } } }while(0)
#define HH_SIFT(D,k,v) do{ i32 i_=0; for(;;){ i32 c=i_*D+1; if(c>=hn) break; i32 m=c; f64 mk=HK[c]; i32 e=c+D<hn?c+D:hn; for(i32 j=c+1;j<e;j++) if(HK[j]<mk){m=j;mk=HK[j];} if(mk>=k) break; HK[i_]=mk; HV[i_]=HV[m]; i_=m; } HK[i_]=k; HV[i_]=v; }while(0)
#define HH_PUSH(D,key,val) do{ const f64 k_=(key); const i32 v_=(val); if(hole){ hole=0; HH_SIFT(D,k_,v_); } else { i32 i_=hn++; while(i_>0){ i32 p_=(i_-1)/D; if(HK[p_]<=k_) break; HK[i_]=HK[p_]; HV[i_]=HV[p_]; i_=p_; } HK[i_]=k_; HV[i_]=v_; } }while(0)
#define DEF_HHEAP(NAME,D,S) \
void w1_##NAME(u32 N,u32 seed,const P*p){ Rng s; rng_seed(&s,seed); i32 hn=0,hole=0; f64 t=0,last=0,area=0; u32 rej=0; u32 ev=0; const f64 il=1.0/p->w1_lambda; const i32 C=(i32)p->lim; \
  for(u32 i=0;i<N;i++){ t+=S##_exp(&s)*il; for(;;){ HH_FILL(D); if(hn>0&&HK[0]<=t){ f64 k=HK[0]; area+=(f64)hn*(k-last); last=k; ev++; hole=1; if(1){ /* peek ahead */ f64 b=1e300; for(i32 j=1;j<=D&&j<hn;j++) if(HK[j]<b) b=HK[j]; if(b<=t) continue; } } break; } \
    const i32 n=hn-hole; area+=(f64)n*(t-last); last=t; ev++; if(n<C){ f64 e=t+S##_exp(&s); HH_PUSH(D,e,0); } else rej++; } \
  R[0]=rej; R[1]=area/t; R[2]=ev; R[3]=t; } \
void w2_##NAME(u32 N,u32 seed,const P*p){ Rng s; rng_seed(&s,seed); i32 hn=0,hole=0; f64 t=0; static f64 idS[2048]; static i32 idE[2048]; u32 top=0,bot=0; \
  const f64 il=1.0/p->lambda, mu=p->mu, sg=p->sigma, cold=p->coldS, idle=p->idleS; const i32 lim=(i32)p->lim; f64 tok=p->burst, tl=0; i32 nextEnv=0; u32 nc=0,nt=0,nx=0,ev=0; \
  for(u32 i=0;i<N;i++){ t+=S##_exp(&s)*il; \
    for(;;){ HH_FILL(D); if(hn>0&&HK[0]<=t){ idS[top&2047]=HK[0]; idE[top&2047]=HV[0]; top++; ev++; hole=1; f64 b=1e300; for(i32 j=1;j<=D&&j<hn;j++) if(HK[j]<b) b=HK[j]; if(b<=t) continue; } break; } \
    while(bot!=top && idS[bot&2047]+idle<=t){ bot++; nx++; } \
    f64 st=t, init=0.0; i32 env; u8 oc=0; \
    if(top!=bot){ top--; env=idE[top&2047]; } \
    else { env=-1; if(hn-hole<lim){ tok+=(t-tl)*p->refill; tl=t; if(tok>p->burst) tok=p->burst; if(tok>=1.0){ tok-=1.0; env=nextEnv++; init=cold; st=t+cold; oc=1; nc++; } } if(env<0){ oc=2; nt++; } } \
    f64 en=st; if(oc!=2){ en=st+S##_lognorm(&s,mu,sg); HH_PUSH(D,en,env); } \
    T_arr[i]=t; T_start[i]=st; T_end[i]=en; T_init[i]=(f32)init; T_env[i]=env; T_out[i]=oc; ev++; } \
  R[0]=nc; R[1]=nt; R[2]=ev; R[3]=t; R[4]=nx; R[5]=hn-hole; }
#define DET_exp(s) (1.0+0.0*zexp(s))
#define DET_lognorm(s,mu,sg) (0.3+0.0*(det_exp((mu)+(sg)*znorm(s))))
DEF_BCAL(bcal_det,DET)
DEF_CAL(cal_det,DET)
DEF_HEAP(heap4_det,4,DET)
DEF_BCAL(bcal_zig,ZIG)
DEF_HHEAP(hheap4_zig,4,ZIG)
DEF_HHEAP(hheap2_zig,2,ZIG)

// --- "predecessor" formulation of W2 (no departure events at all): MRU reuse == take the largest end time <= t. Ends live in a bitmap wheel; ends that fell
//     out of the recent window migrate, in order, to the idle stack. Gives the same trace as the event-driven versions.
void w2_pred_zig(u32 N,u32 seed,const P*p){ Rng s; rng_seed(&s,seed); f64 t=0; static f64 idS[2048]; static i32 idE[2048]; u32 top=0,bot=0; const f64 iw=1.0/p->calw; for(int i=0;i<BB;i++) BH[i]=-1; for(int i=0;i<BB/32;i++) BM[i]=0;
  static i32 fr[MAXC]; for(int i=0;i<MAXC;i++) fr[i]=MAXC-1-i; i32 nf=MAXC; static i32 envOf[MAXC]; i32 lowW=0; /* first word that may still hold ends (absolute word index) */
  const f64 il=1.0/p->lambda, mu=p->mu, sg=p->sigma, cold=p->coldS, idle=p->idleS; const i32 lim=(i32)p->lim; f64 tok=p->burst, tl=0; i32 nextEnv=0; u32 nc=0,nt=0,nx=0,ev=0; i32 live=0; /* envs alive */
  const i32 WM=BB/32-1;
  for(u32 i=0;i<N;i++){ t+=zexp(&s)*il; const i32 d=(i32)(t*iw), w=d>>5; ev++;
    while(lowW<w-1){ u32 m=BM[lowW&WM]; if(m){ const i32 base=(lowW<<5)&(BB-1); u32 keep=0; while(m){ i32 b=__builtin_ctz(m); m&=m-1; i32 h=BH[base+b], kept=-1; /* ascending list; entries of a later lap stay */
          while(h>=0){ i32 n=CN[h]; if((i32)(CK[h]*iw)>>5==lowW){ idS[top&2047]=CK[h]; idE[top&2047]=h; top++; } else { kept=h; break; } h=n; } BH[base+b]=kept; if(kept>=0) keep|=1u<<b; } BM[lowW&WM]=keep; } lowW++; }
    i32 sl=-1, oc=0, env=-1; f64 st=t, init=0;
    { i32 ww=w; u32 m=BM[ww&WM]&(0xffffffffu>>(31-(d&31))); for(;;){ while(m){ i32 b=31-__builtin_clz(m); i32 idx=((ww<<5)+b)&(BB-1); /* last entry <= t in this bucket */ i32 q=-1,pq=-1,h=BH[idx]; while(h>=0&&CK[h]<=t){ pq=q; q=h; h=CN[h]; } if(q>=0){ i32 n=CN[q]; if(pq<0) BH[idx]=n; else CN[pq]=n; if(BH[idx]<0) BM[ww&WM]&=~(1u<<b); sl=q; goto found; } m&=~(1u<<b); } if(ww<=lowW||ww==0) break; ww--; m=BM[ww&WM]; } }
    while(bot!=top && idS[bot&2047]+idle<=t){ fr[nf++]=idE[bot&2047]; bot++; nx++; live--; }
    if(top!=bot){ top--; sl=idE[top&2047]; goto found; }
    if(live<lim){ tok+=(t-tl)*p->refill; tl=t; if(tok>p->burst) tok=p->burst; if(tok>=1.0){ tok-=1.0; sl=fr[--nf]; envOf[sl]=nextEnv++; live++; init=cold; st=t+cold; oc=1; nc++; } }
    if(sl<0){ oc=2; nt++; }
    found:; f64 en=st; if(oc!=2){ env=envOf[sl]; en=st+det_exp(mu+sg*znorm(&s)); i32 b=(i32)(en*iw)&(BB-1); CK[sl]=en; i32 h=BH[b]; if(h<0){ CN[sl]=-1; BH[b]=sl; BM[b>>5]|=1u<<(b&31); } else if(CK[h]>=en){ CN[sl]=h; BH[b]=sl; } else { i32 q=h,n; while((n=CN[q])>=0&&CK[n]<en) q=n; CN[sl]=n; CN[q]=sl; } ev++; }
    T_arr[i]=t; T_start[i]=st; T_end[i]=en; T_init[i]=(f32)init; T_env[i]=env; T_out[i]=(u8)oc; }
  R[0]=nc; R[1]=nt; R[2]=ev; R[3]=t; R[4]=nx; R[5]=live; }
#define w1_pred_zig(N,seed,p) ((void)0)
// ---- percentile: exact quickselect on a scratch copy (p50,p95,p99) and log-histogram ----
static f64 qsel(f64*a,u32 lo,u32 hi,u32 k){ while(hi>lo){ f64 pv=a[(lo+hi)>>1]; u32 i=lo,j=hi; for(;;){ while(a[i]<pv) i++; while(a[j]>pv) j--; if(i<=j){ f64 x=a[i];a[i]=a[j];a[j]=x;i++; if(j==0)break; j--; } if(i>j) break; } if(k<=j) hi=j; else if(k>=i) lo=i; else break; } return a[k]; }
void stats_exact(u32 N,f64*scr){ u32 m=0; for(u32 i=0;i<N;i++) if(T_out[i]!=2) scr[m++]=T_end[i]-T_arr[i]; u32 k50=(u32)(m*0.5),k95=(u32)(m*0.95),k99=(u32)(m*0.99);
  R[6]=qsel(scr,0,m-1,k50); R[7]=qsel(scr,k50,m-1,k95); R[8]=qsel(scr,k95,m-1,k99); }
// piecewise cost probes
void probe_rng(u32 N,u32 seed){ Rng s; rng_seed(&s,seed); u32 x=0; for(u32 i=0;i<N;i++) x^=rng_u32(&s); R[0]=x; }
void probe_zexp(u32 N,u32 seed){ Rng s; rng_seed(&s,seed); f64 x=0; for(u32 i=0;i<N;i++) x+=zexp(&s); R[0]=x; }
void probe_logexp(u32 N,u32 seed){ Rng s; rng_seed(&s,seed); f64 x=0; for(u32 i=0;i<N;i++) x+=LOG_exp(&s); R[0]=x; }
void probe_zlognorm(u32 N,u32 seed){ Rng s; rng_seed(&s,seed); f64 x=0; for(u32 i=0;i<N;i++) x+=ZIG_lognorm(&s,-1.3,0.5); R[0]=x; }
void probe_bmlognorm(u32 N,u32 seed){ Rng s; rng_seed(&s,seed); f64 x=0; for(u32 i=0;i<N;i++) x+=LOG_lognorm(&s,-1.3,0.5); R[0]=x; }
void probe_write(u32 N,u32 seed){ f64 t=(f64)seed; for(u32 i=0;i<N;i++){ t+=0.005; T_arr[i]=t; T_start[i]=t; T_end[i]=t+0.3; T_init[i]=0.f; T_env[i]=(i32)(i&63); T_out[i]=0; } R[0]=t; }
