// A link into something folded opens it. Paper cannot unfold anything, so printing opens all but what stands on it
// anyhow: the words of the timeline and further quotes of an event are marked in the printed texts.

export function reveal() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id ? document.getElementById(id) : null;
  if (!target) return;
  for (let d = target.closest('details'); d; d = d.parentElement?.closest('details') ?? null) d.open = true;
  target.querySelector<HTMLDetailsElement>(':scope > details.more')?.setAttribute('open', '');
  target.scrollIntoView({block: 'center'});
}

export function startFolds() {
  addEventListener('hashchange', reveal);
  reveal();
  let closed: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')].filter(d => !d.closest('.timeline, .event'));
    closed.forEach(d => (d.open = true));
  });
  addEventListener('afterprint', () => {
    closed.forEach(d => (d.open = false));
    closed = [];
  });
}
