import { byId, dayNode, dayOf, element, log, messageNode, quietOptions, renameDays, texts } from './bubbles.js';
import { forgetOlder, offerOlder } from './older.js';
import { isPlaced, keepEnd, notice, restorePlace, savePlace, standingNotice, tellOfNew } from './place.js';
import { sendNow, settle } from './sending.js';
import { withCookie } from './session.js';

// The lines that the server has.
let lastSeq = 0;
let lastDay = 0;

function addDay(at) {
  if (dayOf(at) === lastDay) return;
  lastDay = dayOf(at);
  log.appendChild(dayNode(lastDay));
  renameDays();
}

function addLine(line) {
  if (line.seq <= lastSeq) return;
  lastSeq = line.seq;
  const hasOptions = line.options.length > 0;
  if (line.from === 'bot') hideTyping();
  if (line.from !== 'bot' || hasOptions) quietOptions();
  if (line.id) settle(line.id);
  addDay(line.at);
  log.appendChild(messageNode(line)).dataset.seq = String(line.seq);
  keepEnd();
  if (line.from === 'bot') tellOfNew();
}

// What the server tells.
/** How many lines the page begins with. */
const firstLines = 40;
let source = null;
/** When the server was heard, or asked, last. */
let sign = 0;
let patienceMs = 12000;
let watchdog = 0;
let reconnect = 0;
let offline = 0;
let typingTimer = 0;

function watch(ms, act) {
  sign = Date.now();
  clearTimeout(watchdog);
  watchdog = setTimeout(act, ms);
}

/** The server is heard from every 20 s; a connection that is silent for longer is dead. */
function heard() {
  watch(50000, connect);
}

/** Nobody answers: the browser itself would wait for minutes. A slow line gets more time at the next try. */
function unanswered() {
  notice(texts.offline);
  patienceMs = Math.min(48000, patienceMs * 2);
  connect();
}

/** The server refused the stream and the browser will not try again. Without a cookie no try helps. */
async function refused() {
  const stream = source;
  const ask = () => fetch('api/lines?before=1', { credentials: 'same-origin', cache: 'no-store' });
  const isBlocked = await withCookie(ask).then(
    (answer) => answer.status === 401,
    () => false,
  );
  if (source !== stream) return;
  if (isBlocked) clearTimeout(watchdog);
  else reconnect = setTimeout(connect, 5000);
}

export function lost() {
  hideTyping();
  clearTimeout(offline);
  // A moment's break, such as the change from Wi-Fi to mobile data, is not worth a word.
  offline = setTimeout(notice, navigator.onLine === false ? 0 : 1500, texts.offline);
  clearTimeout(reconnect);
  if (!source || source.readyState === EventSource.OPEN) return;
  watch(patienceMs, unanswered);
  if (source.readyState === EventSource.CLOSED) refused();
}

function connected() {
  clearTimeout(offline);
  standingNotice('');
  patienceMs = 12000;
  heard();
  sendNow();
}

function hideTyping() {
  clearTimeout(typingTimer);
  byId('typing').textContent = '';
}

function showTyping() {
  hideTyping();
  const node = byId('typing');
  node.appendChild(element('span', 'unseen', texts.typing));
  for (let dot = 0; dot < 3; dot += 1) node.appendChild(element('i'));
  typingTimer = setTimeout(hideTyping, 20000);
  keepEnd();
}

function ready({ firstSeq, lastSeq: serverSeq }) {
  if (serverSeq < lastSeq) {
    // The server forgot this conversation; what it has now is the truth.
    forgetOlder();
    log.textContent = '';
    lastSeq = 0;
    lastDay = 0;
    connect();
    return;
  }
  offerOlder(firstSeq);
  if (!isPlaced()) restorePlace();
  log.setAttribute('aria-busy', 'false');
}

export function connect() {
  clearTimeout(reconnect);
  if (source) source.close();
  watch(patienceMs, unanswered);
  source = new EventSource(`api/events?after=${lastSeq}&most=${firstLines}`);
  const on = (name, handle) =>
    source.addEventListener(name, (event) => {
      heard();
      handle(JSON.parse(event.data));
    });
  on('line', addLine);
  on('typing', showTyping);
  on('ready', ready);
  on('beat', () => {});
  on('replaced', () => {
    clearTimeout(watchdog);
    source.close();
    notice(texts.replaced);
  });
  source.onopen = connected;
  source.onerror = lost;
}

/** The stream looks open, but what must have come did not. */
export function reviveSilent() {
  if (source.readyState !== EventSource.CONNECTING && Date.now() - sign > 2500) connect();
}

export function wake() {
  if (document.visibilityState === 'hidden') savePlace();
  else if (!source || source.readyState === EventSource.CLOSED || Date.now() - sign > 25000) connect();
}
