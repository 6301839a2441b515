/** Reads the page again when the bot says that something has changed, and replaces only what is different. */
const pieces = (root) => root.querySelectorAll('[data-piece]');
const known = new Map([...pieces(document)].map((piece) => [piece.dataset.piece, piece.innerHTML]));

/** Why the bot refused a number stays to be read, as long as the form is still of use. */
const isBeingRead = (shown, fresh) => shown.querySelector('.mistake') && fresh.querySelector('form');

async function refresh() {
  const answer = await fetch('/channels', { headers: { Accept: 'text/html' }, signal: AbortSignal.timeout(10_000) });
  if (answer.status === 403) return location.reload();
  if (!answer.ok) throw new Error(`The bot answered with ${answer.status}.`);
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const piece of pieces(fresh)) {
    const key = piece.dataset.piece;
    const shown = document.querySelector(`[data-piece="${CSS.escape(key)}"]`);
    if (!shown || known.get(key) === piece.innerHTML || isBeingRead(shown, piece)) continue;
    known.set(key, piece.innerHTML);
    shown.replaceChildren(...piece.childNodes);
  }
}

const bar = document.getElementById('silent');
const time = new Intl.DateTimeFormat('id-ID', { timeStyle: 'short', timeZone: 'Asia/Jakarta' });
let failures = 0;
let failedAt = 0;

/** One failure may be a moment's break; at the second the page says that what it shows may be old. */
function failed() {
  failures += 1;
  if (failures === 1) failedAt = Date.now();
  if (failures !== 2) return;
  bar.textContent = bar.dataset.text.replace('{time}', `${time.format(failedAt)} ${bar.dataset.zone}`);
  setSilent(true);
}

function answered() {
  failures = 0;
  setSilent(false);
}

function setSilent(isSilent) {
  bar.hidden = !isSilent;
  document.body.classList.toggle('stale', isSilent);
}

let isReading = false;
let isDue = false;
async function soon() {
  isDue = true;
  if (isReading) return;
  isReading = true;
  while (isDue) {
    isDue = false;
    await refresh().then(answered, failed);
  }
  isReading = false;
}

const events = new EventSource('/channels/events');
events.addEventListener('changed', soon);
// What happened while the connection was away is read as well.
events.addEventListener('open', soon);
events.addEventListener('error', soon);
setInterval(soon, 30_000);
