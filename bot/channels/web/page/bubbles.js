export const byId = (id) => document.getElementById(id);
export const texts = JSON.parse(document.body.dataset.texts);
export const [scroll, log, pending, intro, input] = ['scroll', 'log', 'pending', 'intro', 'text'].map(byId);
const dayMs = 86400000;
/** WIB is seven hours ahead of UTC all year. */
const zoneMs = 7 * 3600000;

export function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
}

/** The link and the punctuation behind it, which belongs to the sentence. */
function link(address) {
  const href = address.replace(/[.,;:!?)\]’”]+$/, '');
  const node = element('a', '', href);
  node.href = href;
  node.target = '_blank';
  node.rel = 'noopener noreferrer';
  return [node, document.createTextNode(address.slice(href.length))];
}

/** Text as text, never as HTML; only https addresses become links, and only the bot's. */
function textNodes(text, isBot) {
  const nodes = text.split(/(https:\/\/[^\s<>"]+|⟨\w+⟩)/).map((part, index) => {
    const hidden = index % 2 === 1 && part[0] === '⟨' && texts.hidden[part.slice(1, -1)];
    if (hidden) return [element('span', 'hidden', hidden)];
    if (index % 2 === 1 && part[0] === 'h' && isBot) return link(part);
    return [document.createTextNode(part)];
  });
  return [].concat(...nodes);
}

function textNode(tag, text, isBot) {
  const node = element(tag);
  node.dir = 'auto';
  for (const part of textNodes(text, isBot)) node.appendChild(part);
  return node;
}

/** What the bot says, each line of it, such as a step, in a block of its own. */
function stepNodes(text) {
  const node = element('div');
  for (const step of text.split(/\n+/)) node.appendChild(textNode('p', step, true));
  return node;
}

const clock = (at) => `${new Date(at + zoneMs).toISOString().slice(11, 16).replace(':', '.')} ${texts.zone}`;
export const dayOf = (at) => Math.floor((at + zoneMs) / dayMs);
const dayFormat = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' };

function dayName(day) {
  const age = dayOf(Date.now()) - day;
  if (age === 0) return texts.today;
  return age === 1 ? texts.yesterday : new Date(day * dayMs).toLocaleDateString('id-ID', dayFormat);
}

/** A heading for the lines of one day. */
export function dayNode(day) {
  const node = element('div', 'day', dayName(day));
  node.dataset.day = String(day);
  return node;
}

export function messageNode(line) {
  const isBot = line.from === 'bot';
  const node = element('div', `message ${isBot ? 'bot' : 'own'}`);
  const bubble = element('div', 'bubble');
  bubble.appendChild(isBot ? stepNodes(line.text) : textNode('div', line.text, false)).classList.add('text');
  node.appendChild(element('span', 'unseen', `${isBot ? texts.bot : texts.you}: `));
  node.appendChild(bubble);
  if (isBot && line.options.length > 0) node.appendChild(optionList(line.options));
  const meta = element('div', 'meta');
  meta.appendChild(element('time', '', clock(line.at)));
  if (!isBot) meta.appendChild(element('span', 'state', texts.sent));
  node.appendChild(meta);
  return node;
}

function optionList(options) {
  const list = element('ul', 'options');
  list.setAttribute('aria-label', intro.querySelector('.options').getAttribute('aria-label'));
  options.forEach((option, index) => {
    const button = element('button', 'option');
    button.type = 'button';
    button.dataset.option = option.id;
    button.dataset.label = option.label;
    button.appendChild(element('b', '', String(index + 1)));
    const label = element('span', '', option.label);
    label.dir = 'auto';
    button.appendChild(label);
    list.appendChild(element('li')).appendChild(button);
  });
  return list;
}

export function quietOptions() {
  intro.classList.add('past');
  for (const node of log.querySelectorAll('.bot:not(.past)')) node.classList.add('past');
}

/** The name of a day changes at midnight: today becomes yesterday. */
export function renameDays() {
  for (const node of scroll.querySelectorAll('.day')) node.textContent = dayName(Number(node.dataset.day));
}
