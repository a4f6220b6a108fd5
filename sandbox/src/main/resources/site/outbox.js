// Shows the outbox live. Reads the same JSON as programs do; the server's SiteTest checks that every field read from `item`, `page`,
// `count`, `counts` and `ports` exists in a real answer, so keep to these names.

const KEPT = 300; // messages of a channel: as many as can be looked through; older ones are found by their recipient
const PAGE = 100;
const PAUSE = 1000; // milliseconds between two looks
const find = id => document.getElementById(id);

/** The messages of one channel by their positions: the newest, and those of the recipient that is searched for. */
class Feed {
  constructor(channel) {
    this.channel = channel;
    this.forget();
  }

  forget() {
    this.newest = new Map();
    this.found = new Map();
    this.since = 'latest';
  }

  /** Reads what is new; true when there was something. */
  async look() {
    const before = this.newest;
    const page = await read('/outbox', {channel: this.channel, since: this.since, limit: PAGE});
    if (before !== this.newest) return false; // forgotten meanwhile
    page.items.forEach(item => this.newest.set(item.seq, shown(item)));
    this.since = this.after(page);
    for (const seq of this.newest.keys()) {
      if (this.newest.size <= KEPT) break;
      this.newest.delete(seq);
    }
    return page.items.length > 0;
  }

  /** Where to read on. Passes over messages when they come faster than pages are read: the page stays live. */
  after(page) {
    if (page.next === null) return page.items.at(-1)?.seq ?? this.since;
    return page.items.length === PAGE && this.since !== 'latest' ? 'latest' : page.next;
  }

  async search(to) {
    this.found = new Map();
    if (!to) return;
    const page = await read('/outbox', {channel: this.channel, to, since: 'latest', limit: PAGE});
    this.found = new Map(page.items.map(item => [item.seq, shown(item)]));
  }

  /** The messages that contain the text, the newest first. */
  items(text) {
    return [...new Map([...this.found, ...this.newest]).values()]
      .filter(item => item.words.includes(text))
      .sort((a, b) => b.seq - a.seq);
  }
}

/** What the page keeps of a message: not its HTML, which the frame loads itself. */
function shown(item) {
  const words = [item.to, item.from, item.subject, item.title, item.text, item.template, item.messageId];
  return {...item, html: Boolean(item.html), words: words.join('\n').toLowerCase()};
}

async function read(path, query = {}) {
  const answer = await fetch(`${path}?${new URLSearchParams(query)}`);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}

const feeds = {sms: new Feed('sms'), push: new Feed('push'), email: new Feed('email')};
let total = -1; // of messages; not known yet
let recipient = null; // whose conversation is open
let letter = null; // the e-mail that is open

const chosen = name => document.querySelector(`input[name=${name}]:checked`).value;
const searched = () => find('search').value.trim();

function make(tag, className, ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

/** Text of a message: in its own direction, whatever the page's is. */
function said(tag, className, text) {
  const element = make(tag, className, text);
  element.dir = 'auto';
  return element;
}

function time(item) {
  const at = new Date(item.receivedAt);
  const element = make('time', '', at.toLocaleString([], {dateStyle: 'short', timeStyle: 'medium'}));
  element.dateTime = item.receivedAt;
  return element;
}

function link(item) {
  if (!/^https?:/i.test(item.url ?? '')) return item.url ? make('div', 'meta', item.url) : null;
  const anchor = make('a', '', item.url);
  anchor.href = item.url;
  anchor.rel = 'noreferrer noopener';
  anchor.target = '_blank';
  return make('div', 'meta', anchor);
}

function button(key, current, open, ...children) {
  const element = make('button', 'row', ...children);
  element.type = 'button';
  element.dataset.key = key;
  element.setAttribute('aria-current', current);
  element.addEventListener('click', open);
  return element;
}

/** Replaces a list's rows; leaves the keyboard where it was. */
function fill(list, rows) {
  const key = list.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const top = list.scrollTop;
  list.replaceChildren(...rows.map(row => make('li', '', row)));
  list.scrollTop = top;
  if (key !== undefined) (list.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? list).focus();
}

function showSms(items) {
  const recipients = new Set(items.map(item => item.to));
  const open = recipients.has(recipient) ? recipient : recipients.size === 1 ? [...recipients][0] : null;
  find('sms-recipient').textContent = open ?? 'Messages';
  find('sms-back').hidden = open === null || recipients.size === 1;
  const list = find('sms-list');
  const atEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 8;
  fill(list, open === null ? conversations(items) : bubbles(items.filter(item => item.to === open)));
  if (open !== null && atEnd) list.scrollTop = list.scrollHeight;
}

function conversations(items) {
  const newest = new Map();
  items.forEach(item => newest.has(item.to) || newest.set(item.to, item));
  return [...newest.values()].map(item => button(item.to, false, () => openConversation(item.to),
    make('strong', '', item.to), said('span', '', item.text ?? ''), time(item)));
}

function bubbles(items) {
  return items.toReversed().map(item => make('div', 'bubble',
    make('div', 'meta', `${item.from} · ${item.provider}`), said('div', 'text', item.text ?? ''), time(item),
    item.status ? make('span', 'meta', ` · ${item.status}`) : null));
}

function openConversation(to) {
  recipient = to;
  show();
  const list = find('sms-list');
  list.scrollTop = list.scrollHeight;
  list.focus();
}

function showPush(items) {
  fill(find('push-list'), items.map(item => make('article', 'note',
    make('div', 'meta', `${item.provider} · `, time(item)),
    item.title ? said('strong', '', item.title) : null,
    said('div', 'text', item.text ?? ''),
    item.imageUrl ? picture(item) : null,
    link(item),
    addressee(item))));
}

/** A device's token in one line; the whole of it when it is pointed at. */
function addressee(item) {
  const element = make('div', 'meta line', `to ${item.to}`);
  element.title = item.to;
  return element;
}

function picture(item) {
  const image = make('img', '');
  image.alt = '';
  image.loading = 'lazy';
  image.src = item.imageUrl;
  return image;
}

function showEmail(items) {
  fill(find('email-list'), items.map(item => button(String(item.seq), item.seq === letter?.seq, () => openLetter(item),
    make('strong', '', item.to), said('span', '', item.subject ?? '(no subject)'), time(item))));
  if (letter === null && items.length > 0) openLetter(items[0]);
}

function openLetter(item) {
  letter = item;
  find('letter-subject').dir = 'auto';
  find('letter-subject').textContent = item?.subject ?? (item ? '(no subject)' : 'Choose a letter');
  find('letter-meta').replaceChildren(...(item ? letterMeta(item) : []));
  find('look').hidden = !item;
  showPaper();
  show();
}

function letterMeta(item) {
  const tag = [item.template, item.messageId].filter(Boolean).join(' · ');
  return [make('div', '', `from ${item.from}`), make('div', '', `to ${item.to}`), time(item), make('div', '', tag),
    item.url ? make('div', '', 'to unsubscribe: ', link(item)) : ''];
}

function showPaper() {
  const looks = [chosen('width') === 'phone' ? 'phone-wide' : '', chosen('scheme')].join(' ');
  if (!letter) find('paper').replaceChildren();
  else if (letter.html && chosen('form') === 'html') find('paper').replaceChildren(frame(letter, looks));
  else find('paper').replaceChildren(said('div', `text ${looks}`, letter.text ?? '(no text)'));
}

function frame(item, looks) {
  const element = make('iframe', looks);
  element.setAttribute('sandbox', '');
  element.title = `Letter: ${item.subject ?? '(no subject)'}`;
  element.src = `/outbox/${item.seq}/html`;
  return element;
}

function show() {
  const text = searched().toLowerCase();
  const parts = {sms: showSms, push: showPush, email: showEmail};
  for (const [channel, part] of Object.entries(parts)) {
    find(channel).hidden = total < 1 || !['', channel].includes(chosen('channel'));
    if (!find(channel).hidden) part(feeds[channel].items(text));
  }
  find('empty').hidden = total !== 0;
}

function showCounts(counts) {
  find('count-all').textContent = counts.total;
  for (const channel of Object.keys(feeds)) {
    find(`count-${channel}`).textContent = counts.counts.find(count => count.channel === channel)?.count ?? 0;
  }
}

/** Begins anew where the outbox has been emptied. */
function forget() {
  Object.values(feeds).forEach(feed => feed.forget());
  recipient = null;
  openLetter(null);
}

async function look() {
  const counts = await read('/outbox/count', {by: 'channel'});
  const changed = counts.total !== total;
  if (counts.total < total) forget();
  total = counts.total;
  showCounts(counts);
  const news = await Promise.all(Object.values(feeds).map(feed => feed.look()));
  if (changed || news.includes(true)) show();
}

function say(text) {
  if (find('state').textContent !== text) find('state').textContent = text; // a reader speaks each change
}

let looking = false;

async function live() {
  if (looking) return;
  looking = true;
  while (!document.hidden) {
    await look().then(() => say(`Live: up to ${KEPT} of a channel, older ones by their whole address`), () => say('The sandbox does not answer; trying again'));
    await new Promise(resume => setTimeout(resume, PAUSE));
  }
  looking = false;
  if (!document.hidden) live();
}

let typed = 0;

function search() {
  clearTimeout(typed);
  show();
  typed = setTimeout(() => Promise.all(Object.values(feeds).map(feed => feed.search(searched()))).then(show, () => {}), 300);
}

async function tellPort() {
  const ports = await read('/ports');
  find('smtp-port').textContent = ports.smtp;
}

find('filters').addEventListener('submit', event => event.preventDefault());
find('filters').addEventListener('change', show);
find('search').addEventListener('input', search);
find('look').addEventListener('change', showPaper);
find('sms-back').addEventListener('click', () => openConversation(null));
document.addEventListener('visibilitychange', () => {
  Object.values(feeds).forEach(feed => feed.since = 'latest'); // passes over what came meanwhile and would not be kept
  live();
});
tellPort().catch(() => {});
live();
