// Drop files to add them to the case: each goes up on its own, is read, and its stories are grouped anew.
import {useEffect, useRef, useState} from 'preact/hooks';
import type {Job} from '../contract';
import {count, number, percent, t} from '../labels';
import {get, Problem, token} from '../source';
import {useSwitches} from '../switches';

const kPoll = 400;  // ms

interface Upload { name: string; size: number; sent: number; trouble: string; job?: Job }

// XMLHttpRequest, because fetch says nothing of how far an upload has come.
function send(file: File, progress: (sent: number) => void): Promise<Job> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/reports?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-Tawatur-Token', token() ?? '');
    request.upload.onprogress = e => progress(e.loaded);
    request.onerror = () => reject(new Problem(0, 'the connection broke'));
    request.onload = () => {
      let body: {detail?: string} & Partial<Job> = {};
      try { body = JSON.parse(request.responseText); } catch { /* said below */ }
      request.status === 202 ? resolve(body as Job) : reject(new Problem(request.status, body.detail ?? request.statusText));
    };
    request.send(file);
  });
}

const kParts: Record<Job['state'], number> = {waiting: 0, reading: 0.1, grouping: 0.8, done: 1, failed: 1};

export function AddFiles() {
  useSwitches();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const change = (name: string, with_: Partial<Upload>) => setUploads(all => all.map(u => (u.name === name && !u.trouble ? {...u, ...with_} : u)));
  const busy = uploads.some(u => !u.trouble && (!u.job || (u.job.state !== 'done' && u.job.state !== 'failed')));
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(() => get<{rows: Job[]}>('/jobs.json').then(({rows}) =>
      setUploads(all => all.map(u => (u.job ? {...u, job: rows.find(j => j.number === u.job!.number) ?? u.job} : u))), () => {}), kPoll);
    return () => clearInterval(timer);
  }, [busy]);
  const add = async (files: File[]) => {
    const fresh = files.filter(f => !uploads.some(u => u.name === f.name && !u.trouble && u.job?.state !== 'done'));
    setUploads(all => [...all.filter(u => !fresh.some(f => f.name === u.name)), ...fresh.map(f => ({name: f.name, size: f.size, sent: 0, trouble: ''}))]);
    for (const file of fresh) {
      await send(file, sent => change(file.name, {sent})).then(job => change(file.name, {sent: file.size, job}), (e: Error) => change(file.name, {trouble: e.message}));
    }
  };
  const part = (u: Upload) => (u.job ? Math.max(kParts[u.job.state], u.job.state === 'reading' && u.job.bytes ? 0.1 + 0.7 * u.job.read / u.job.bytes : 0) : 0.1 * u.sent / Math.max(1, u.size));
  if (!token()) return <p class="note">{t('review.no_token')}</p>;
  return (
    <div class="add">
      <div class={over ? 'drop over' : 'drop'} onDragOver={e => { e.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
        onDrop={e => { e.preventDefault(); setOver(false); add([...(e.dataTransfer?.files ?? [])]); }}>
        <p>{t('add.drop')}</p>
        <p><button type="button" onClick={() => input.current?.click()}>{t('add.choose')}</button></p>
        <input ref={input} id="files" type="file" multiple class="vh" tabIndex={-1} aria-label={t('add.choose')} onChange={e => { add([...(e.currentTarget.files ?? [])]); e.currentTarget.value = ''; }} />
        <p class="sub">{t('add.kinds')}</p>
      </div>
      <ul class="uploads" aria-live="polite">
        {uploads.map(u => (
          <li key={u.name}>
            <p><bdi>{u.name}</bdi> <span class="sub">{number(u.size)} {t('add.bytes')}</span></p>
            <progress max={1} value={u.trouble ? 0 : part(u)} aria-label={u.name}>{percent(part(u))}</progress>
            {u.trouble ? <p class="trouble" role="alert">{t('add.failed')} <bdi dir="ltr">{u.trouble}</bdi></p>
              : <p class="sub">{t(`job.${u.job?.state ?? 'sending'}`)}
                {u.job?.state === 'done' && <> {'\u00B7'} {count(u.job.fresh, 'fresh')} {'\u00B7'} {count(u.job.known, 'known')}</>}</p>}
            {u.job?.problems.map(p => <p key={p} class="trouble"><bdi dir="auto">{p}</bdi></p>)}
          </li>
        ))}
      </ul>
      {uploads.length > 0 && !busy && <p><a class="button" href="/">{t('add.see')}</a></p>}
    </div>
  );
}
