import { byId, dayNode, dayOf, element, log, messageNode, texts } from './bubbles.js';
import { keepPlace } from './place.js';

// The lines before those that the page began with, outside the log, so that no screen reader reads out old lines as news.
const list = byId('older');
const more = element('button', 'more', texts.older);
more.type = 'button';

const firstShown = () => list.querySelector('.message') || log.querySelector('.message');
const firstSeq = () => Number(firstShown().dataset.seq);

function oldNode(line) {
  const node = messageNode(line);
  node.classList.add('past');
  node.dataset.seq = String(line.seq);
  return node;
}

/** The lines with a heading for each day. */
function withDays(lines) {
  const days = lines.map((line) => dayOf(line.at));
  return [].concat(
    ...lines.map((line, index) =>
      (days[index] === days[index - 1] ? [] : [dayNode(days[index])]).concat(oldNode(line)),
    ),
  );
}

/** The day that was the first goes on above: its heading moves up. */
function dropDay(day) {
  const heading = document.querySelector(`.day[data-day="${day}"]`);
  if (heading) heading.remove();
}

function addOlder({ lines, older }) {
  keepPlace(() => {
    if (lines.length > 0) dropDay(dayOf(lines[lines.length - 1].at));
    const before = more.nextSibling;
    for (const node of withDays(lines)) list.insertBefore(node, before);
    if (!older) list.removeChild(more);
  });
  if (older || lines.length === 0) return;
  // The button that had the focus is gone.
  const first = firstShown();
  first.tabIndex = -1;
  first.focus({ preventScroll: true });
}

more.addEventListener('click', async () => {
  more.disabled = true;
  try {
    const answer = await fetch(`api/lines?before=${firstSeq()}`, { credentials: 'same-origin' });
    if (answer.status === 200) addOlder(await answer.json());
  } catch (_) {
    // The button stays, to be pressed again; that the connection is lost is told above.
  }
  more.disabled = false;
});

/** `seq` is the first that the server still has. */
export function offerOlder(seq) {
  if (firstShown() && firstSeq() > seq) list.insertBefore(more, list.firstChild);
}

export function forgetOlder() {
  list.textContent = '';
}
