// A link into something folded opens it; paper cannot unfold anything, so printing opens all.

export function reveal() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id ? document.getElementById(id) : null;
  if (!target) return;
  for (let d = target.closest('details'); d; d = d.parentElement?.closest('details') ?? null) d.open = true;
  target.scrollIntoView({block: 'center'});
}

export function startFolds() {
  addEventListener('hashchange', reveal);
  reveal();
  let closed: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
    closed.forEach(d => (d.open = true));
  });
  addEventListener('afterprint', () => {
    closed.forEach(d => (d.open = false));
    closed = [];
  });
}
