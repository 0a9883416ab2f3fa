// Reference workload in C: what a program written for W1 and W2 alone reaches. Lambdascope is measured against it; nothing else uses it.
// Deterministic scalar math + sfc32 + ziggurat. Only + - * / and table loads, so JS, C (-ffp-contract=off),
// WASM and AssemblyScript give bit-identical results.
#pragma once
typedef unsigned int u32; typedef int i32; typedef unsigned char u8; typedef double f64; typedef float f32;
#define INL static inline __attribute__((always_inline))
static f64 EXPT[64], POW2T[2048];
static f64 ZE_w[256], ZE_f[256], ZN_w[256], ZN_f[256];
static u32 ZE_k[256], ZN_k[256];
INL f64 det_exp(f64 x){            // valid for |x| < 700
  f64 n = (x*92.33248261689366 + 6755399441055744.0) - 6755399441055744.0;   // 64/ln2
  f64 r = (x - n*0.010830424667801708) - n*2.8447437476627285e-11;   // ln2/64 hi (24 zero bits) + lo
  i32 ni=(i32)n; i32 idx = ni & 63; i32 e = ni >> 6;
  f64 p = 1.0 + r*(1.0 + r*(0.5 + r*(0.16666666666666666 + r*(0.041666666666666664 + r*0.008333333333333333))));
  return EXPT[idx]*p*POW2T[e+1024];
}
static f64 det_log(f64 x){         // rare path only
  i32 e=0; while(x>1.4142135623730951){x*=0.5;e++;} while(x<0.7071067811865476){x*=2.0;e--;}
  f64 s=(x-1.0)/(x+1.0), s2=s*s, t=s, sum=0.0;
  for(i32 k=1;k<60;k+=2){ sum += t/(f64)k; t*=s2; }
  return 2.0*sum + (f64)e*0.6931471805599453;
}
static f64 det_sqrt(f64 x){ return __builtin_sqrt(x); }
static f64 slow_exp(f64 x){ // taylor w/ halving, for the tables only
  i32 k=0; f64 y=x; while(y>0.001||y<-0.001){y*=0.5;k++;}
  f64 t=1.0,s=1.0; for(i32 i=1;i<12;i++){ t=t*y/(f64)i; s+=t; }
  while(k-->0) s*=s; return s; }
static void det_init(void){
  // 2^(i/64) by repeated sqrt products (deterministic)
  f64 r[6]; f64 q=2.0; for(int k=0;k<6;k++){ q=det_sqrt(q); r[k]=q; } // 2^(1/2),2^(1/4)...2^(1/64)
  for(int i=0;i<64;i++){ f64 v=1.0; for(int k=0;k<6;k++) if(i & (32>>k)) v*=r[k]; EXPT[i]=v; }
  f64 p=1.0; for(int e=0;e<1024;e++){ POW2T[1024+e]=p; p*=2.0; } p=1.0; for(int e=0;e<=1022;e++){ POW2T[1024-e]=p; p*=0.5; }
  f64 m=16777216.0, de=7.69711747013104972, te=de, ve=0.0039496598225815571993, qq=ve/slow_exp(-de);
  ZE_k[0]=(u32)((de/qq)*m); ZE_k[1]=0; ZE_w[0]=qq/m; ZE_w[255]=de/m; ZE_f[0]=1.0; ZE_f[255]=slow_exp(-de);
  for(int i=254;i>=1;i--){ de=-det_log(ve/de+slow_exp(-de)); ZE_k[i+1]=(u32)((de/te)*m); te=de; ZE_f[i]=slow_exp(-de); ZE_w[i]=de/m; }
  m=8388608.0; f64 dn=3.6541528853610088, tn=dn, vn=0.00492867323399; qq=vn/slow_exp(-.5*dn*dn);
  ZN_k[0]=(u32)((dn/qq)*m); ZN_k[1]=0; ZN_w[0]=qq/m; ZN_w[255]=dn/m; ZN_f[0]=1.0; ZN_f[255]=slow_exp(-.5*dn*dn);
  for(int i=254;i>=1;i--){ dn=det_sqrt(-2.0*det_log(vn/dn+slow_exp(-.5*dn*dn))); ZN_k[i+1]=(u32)((dn/tn)*m); tn=dn; ZN_f[i]=slow_exp(-.5*dn*dn); ZN_w[i]=dn/m; }
}
typedef struct { u32 a,b,c,d; } Rng;
INL u32 rng_u32(Rng*s){ u32 t=s->a+s->b+s->d; s->d+=1; s->a=s->b^(s->b>>9); s->b=s->c+(s->c<<3); s->c=((s->c<<21)|(s->c>>11))+t; return t; }
INL void rng_seed(Rng*s,u32 seed){ s->a=seed; s->b=seed^0x9e3779b9u; s->c=0x243f6a88u; s->d=1; for(int i=0;i<15;i++) rng_u32(s); }
INL f64 rng_f(Rng*s){ return ((f64)rng_u32(s)+0.5)*2.3283064365386963e-10; } // (0,1)
INL f64 zexp_slow(Rng*s,u32 idx,f64 x){
  for(;;){
    if(idx==0) return 7.69711747013104972 - det_log(rng_f(s));
    if(ZE_f[idx]+rng_f(s)*(ZE_f[idx-1]-ZE_f[idx]) < det_exp(-x)) return x;
    u32 u=rng_u32(s); idx=u&255; u>>=8; x=(f64)u*ZE_w[idx]; if(u<ZE_k[idx]) return x;
  } }
INL f64 zexp(Rng*s){ u32 u=rng_u32(s), idx=u&255; u>>=8; f64 x=(f64)u*ZE_w[idx]; if(__builtin_expect(u<ZE_k[idx],1)) return x; return zexp_slow(s,idx,x); }
INL f64 znorm_slow(Rng*s,u32 idx,f64 x,u32 sg){
  for(;;){
    if(idx==0){ f64 xx,yy; do{ xx=-det_log(rng_f(s))*0.27366123732975828; yy=-det_log(rng_f(s)); }while(yy+yy<xx*xx); x=3.6541528853610088+xx; return sg? -x:x; }
    if(ZN_f[idx]+rng_f(s)*(ZN_f[idx-1]-ZN_f[idx]) < det_exp(-.5*x*x)) return sg? -x:x;
    u32 u=rng_u32(s); idx=u&255; sg=(u>>8)&1; u>>=9; x=(f64)u*ZN_w[idx]; if(u<ZN_k[idx]) return sg? -x:x;
  } }
INL f64 znorm(Rng*s){ u32 u=rng_u32(s), idx=u&255, sg=(u>>8)&1; u>>=9; f64 x=(f64)u*ZN_w[idx]; if(__builtin_expect(u<ZN_k[idx],1)) return sg? -x:x; return znorm_slow(s,idx,x,sg); }
