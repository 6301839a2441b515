import { byId, dayName, dayOf, element, log, messageNode, quietOptions, texts } from './bubbles.js';
import { isPlaced, keepEnd, notice, restorePlace, savePlace } from './place.js';
import { sendNow, settle } from './sending.js';

// The lines that the server has.
let lastSeq = 0;
let lastDay = 0;

function addDay(at) {
  if (dayOf(at) === lastDay) return;
  lastDay = dayOf(at);
  log.appendChild(element('div', 'day')).dataset.day = String(lastDay);
  for (const node of log.querySelectorAll('.day')) node.textContent = dayName(Number(node.dataset.day));
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
}

// What the server tells.
let source = null;
let watchdog = 0;
let reconnect = 0;
let offline = 0;
let typingTimer = 0;

function heard() {
  clearTimeout(watchdog);
  // The server is heard from every 20 s; a connection that is silent for longer is dead.
  watchdog = setTimeout(connect, 50000);
}

export function lost() {
  hideTyping();
  clearTimeout(offline);
  // A moment's break, such as the change from Wi-Fi to mobile data, is not worth a word.
  offline = setTimeout(notice, navigator.onLine === false ? 0 : 1500, texts.offline);
  clearTimeout(reconnect);
  if (source && source.readyState === EventSource.CLOSED) reconnect = setTimeout(connect, 5000);
}

function connected() {
  clearTimeout(offline);
  notice('');
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

function ready(serverSeq) {
  if (serverSeq < lastSeq) {
    // The server forgot this conversation; what it has now is the truth.
    log.textContent = '';
    lastSeq = 0;
    lastDay = 0;
    connect();
    return;
  }
  if (!isPlaced()) restorePlace();
  log.setAttribute('aria-busy', 'false');
}

export function connect() {
  clearTimeout(reconnect);
  if (source) source.close();
  source = new EventSource(`api/events?after=${lastSeq}`);
  const on = (name, handle) =>
    source.addEventListener(name, (event) => {
      heard();
      handle(JSON.parse(event.data));
    });
  on('line', addLine);
  on('typing', showTyping);
  on('ready', (data) => ready(data.lastSeq));
  on('beat', () => {});
  on('replaced', () => {
    clearTimeout(watchdog);
    source.close();
    notice(texts.replaced);
  });
  source.onopen = connected;
  source.onerror = lost;
}

export function wake() {
  if (document.visibilityState === 'hidden') savePlace();
  else if (!source || source.readyState === EventSource.CLOSED) connect();
}
