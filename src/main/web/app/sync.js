import { client, Following } from 'shared/client.js';
import { page } from 'shared/page.js';
import { signIn } from 'shared/sign-in.js';
import { operations } from './operations.js';
import { outbox } from './outbox.js';
import { forgetPerson, keep, restored, state } from './state.js';

const SELDOM = 15_000;

const changes = () => import('./changes.js');
const more = () => import('./more.js');
const push = () => import('./push.js');
const badge = () => import('./badge.js');

const programme = new Following(loadProgramme);
const mine = new Following(loadMine);

/** Shows what the device kept, reads what is new, and follows the changes while the app is open. */
export async function start() {
	addEventListener('online', () => loadProgramme());
	addEventListener('offline', () => state.set({ connection: 'offline' }));
	await Promise.all([loadProgramme(), Promise.all([signIn.ready, restored]).then(known)]);
	await more().then(({ loadMore }) => loadMore()).catch(() => undefined);
}

/** Reads the programme, and follows it from there. */
export async function loadProgramme() {
	try {
		let { event } = await client.execute(operations.Programme, { slug: page.slug }, { anonymous: true });
		if (!event && await signIn.token()) {
			event = (await client.execute(operations.Programme, { slug: page.slug })).event;
		}
		if (!event) {
			state.set({ failure: 'notFound' });
			programme.later(SELDOM);
			return;
		}
		keep({ event, readAt: Date.now() });
		state.set({ failure: undefined });
		follow(event);
	}
	catch (failure) {
		await restored;
		state.set({ connection: 'offline', failure: state.get('event') ? undefined : failure.code });
		programme.later();
	}
}

function follow({ id, version }) {
	programme.stop();
	programme.add(operations.ProgrammeChanged, { eventId: id, after: version }, {
		next: ({ programmeChanged }) => changes().then(({ changed }) => changed(programmeChanged)).catch(loadProgramme),
		state: (connection) => {
			const shown = connection === 'ended' ? 'waiting' : connection;
			state.set({ connection: navigator.onLine ? shown : 'offline' });
			if (connection === 'live') {
				keep({ readAt: Date.now() });
				outbox.flush();
			}
		}
	});
}

/** When it is known who uses the app. */
async function known() {
	signIn.addEventListener('change', signedInOrOut);
	if (signIn.state === 'signed-in') {
		push().then(({ refresh }) => refresh()).catch(() => undefined);
	}
	await loadMine();
}

async function signedInOrOut() {
	mine.stop();
	if (signIn.state === 'anonymous') {
		forgetPerson();
		if (!signIn.expired) {
			outbox.clear();
		}
		push().then(({ unsubscribe }) => unsubscribe()).catch(() => undefined);
	}
	else {
		await loadMine();
	}
}

/** Reads the agenda and the inbox, and follows them. */
export async function loadMine() {
	if (signIn.state === 'anonymous') {
		return;
	}
	try {
		await outbox.start();
		const { event } = await client.execute(operations.Mine, { eventId: state.get('event')?.id ?? page.eventId });
		if (!event) {
			mine.later(SELDOM);
			return;
		}
		showMine(event);
		badge().then(({ renewBadge }) => renewBadge(event.id)).catch(() => undefined);
		if (!mine.active) {
			followMine(event.id);
		}
	}
	catch {
		mine.later();
	}
}

function showMine(event) {
	if (event.myAgenda) {
		keep({
			agenda: event.myAgenda, news: event.myNews.nodes, cursor: event.myNews.cursor, unread: event.unread.totalCount
		});
	}
}

/** Follows the agenda and the inbox. */
function followMine(eventId) {
	mine.add(operations.AgendaChanged, { eventId }, {
		next: ({ myAgendaChanged }) => keep({ agenda: myAgendaChanged.agenda })
	});
	mine.add(operations.NewsChanged, { eventId, after: state.get('cursor') }, {
		next: ({ myNewsChanged: { item, cursor } }) => keep({
			news: [item, ...state.get('news').filter(({ id }) => id !== item.id)], cursor, unread: (state.get('unread') ?? 0) + 1
		})
	});
}
