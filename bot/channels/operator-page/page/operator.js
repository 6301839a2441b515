/** Reads the page again when the bot says that something has changed, and replaces only what is different. */
const pieces = (root) => root.querySelectorAll('[data-piece]');
const known = new Map([...pieces(document)].map((piece) => [piece.dataset.piece, piece.innerHTML]));

async function refresh() {
  const answer = await fetch('/channels', { headers: { Accept: 'text/html' } });
  if (answer.status === 403) return location.reload();
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const piece of pieces(fresh)) {
    const key = piece.dataset.piece;
    const shown = document.querySelector(`[data-piece="${CSS.escape(key)}"]`);
    if (!shown || known.get(key) === piece.innerHTML) continue;
    known.set(key, piece.innerHTML);
    shown.replaceChildren(...piece.childNodes);
  }
}

let isReading = false;
let isDue = false;
async function soon() {
  isDue = true;
  if (isReading) return;
  isReading = true;
  while (isDue) {
    isDue = false;
    await refresh().catch(() => {});
  }
  isReading = false;
}

const events = new EventSource('/channels/events');
events.addEventListener('changed', soon);
// What happened while the connection was away is read as well.
events.addEventListener('open', soon);
setInterval(soon, 30_000);
