import os,sys,json
from pathlib import Path
from throughcare.config import embedded
data=Path(sys.argv[1])
os.environ['THROUGHCARE_DATA']=str(data); os.environ['DJANGO_SETTINGS_MODULE']='bench.settings'
with embedded.held(data):
    import django; django.setup()
    from django.db import connection, transaction
    from django.utils.timezone import now
    from throughcare.organisations.acting import act
    from throughcare.organisations.models import StaffRole
    from throughcare.episodes import due
    from throughcare.episodes.models import Task
    import time
    role=StaffRole.objects.filter(role='PMH').select_related('organisation','staff')[3]
    def run(sql,params,n=40):
        with connection.cursor() as c:
            ts=[]
            for _ in range(n):
                t=time.perf_counter(); c.execute(sql,params); c.fetchall(); ts.append(time.perf_counter()-t)
        ts.sort(); return ts[len(ts)//4]*1e3
    def q(question, **given):
        _,_,sql,parameters=question._kept
        from throughcare.organisations.questions import Given
        return sql, tuple(given[p.name] if isinstance(p,Given) else p for p in parameters)
    for name,question in (('counts',due.COUNTS),('nobodys',due.NOBODYS),('page',due._page(frozenset(),''))):
        for on in ('owner','app'):
            with transaction.atomic():
                at=now(); act(staff=role,as_of=at)
                who={**due.asker(role,as_of=at),'waiting':'','service':None,'after_day':None,'after':None}
                sql,params=q(question,**who)
                with connection.cursor() as c:
                    if on=='owner': c.execute('SET LOCAL row_security=on'); 
                print(name,on,'%.2f ms'%run(sql,params))
                if len(sys.argv)>2 and on=='app':
                    with connection.cursor() as c:
                        c.execute('EXPLAIN (ANALYZE,BUFFERS) '+sql,params); print('\n'.join(r[0] for r in c.fetchall()))
