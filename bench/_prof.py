import json,sys,time,os,cProfile,pstats
from pathlib import Path
from throughcare.config import embedded
data=Path('/tmp/bench-rls/10k')
os.environ['THROUGHCARE_DATA']=str(data); os.environ['DJANGO_SETTINGS_MODULE']='bench.settings'
with embedded.held(data):
    import django; django.setup()
    from django.test import Client, override_settings
    from django.conf import settings
    found=json.loads((data/'subjects.json').read_text())
    page=sys.argv[1]; n=int(sys.argv[2])
    from itertools import cycle,islice
    pairs=list(islice(cycle(found['pages'][page]),n+50))
    c=Client(SERVER_NAME='127.0.0.1')
    def go(p):
        c.cookies[settings.SESSION_COOKIE_NAME]=p[0]
        r=c.get(p[1]); assert r.status_code==200,r.status_code
        return len(r.content)
    import contextlib
    cm = override_settings(**settings.FLOOR) if page=='floor' else contextlib.nullcontext()
    with cm:
        for p in pairs[:50]: size=go(p)
        ts=[]
        for p in pairs[50:]:
            t=time.perf_counter(); go(p); ts.append(time.perf_counter()-t)
        ts.sort(); print(page,'p50 %.2f p95 %.2f ms size %d'%(ts[len(ts)//2]*1e3, ts[int(len(ts)*.95)]*1e3,size))
        if len(sys.argv)>3:
            pr=cProfile.Profile(); pr.enable()
            for p in pairs[50:]: go(p)
            pr.disable(); s=pstats.Stats(pr); s.sort_stats(sys.argv[3]).print_stats(55)
