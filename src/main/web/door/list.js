import { Failure } from 'shared/client.js';
import { kept } from 'shared/database.js';
import { page } from 'shared/page.js';
import { signIn } from 'shared/sign-in.js';
import { aboutCaller, fetched } from 'shared/transport.js';

import { hash, hashing, isBadge } from './codes.js';
import { verified } from './signature.js';

const TYPE = 'door+jwt';

const BADGE = 'badge+jwt';

const LIST = 'list';

/** The complete list is asked for again after this time, so that its signatures stay valid for long. */
const COMPLETE = 3_600_000;

const TIMEOUT = 20_000;

/**
 * Who may come in to some sessions, as the server signed it: for decisions without a network. Only tokens whose signature
 * was verified are used, also those that the device kept. An answer that contains only differences is kept with those
 * before it, as long as they have a part that it does not replace.
 */
export class DoorList {

	/** The sessions of the list, with their share of the free places. */
	sessions = [];

	/** The people, by id. */
	people = new Map();

	#byHash = new Map();

	#key;

	#answers = [];

	#of = '';

	#ahead = 0;

	/** Reads what the device kept, and removes it from there if it has expired or was altered. */
	async restore() {
		const { tokens = [], of, ahead } = await kept.get(LIST) ?? {};
		const answers = await Promise.all(tokens.map(async (token) => ({ token, claims: await verified(token, TYPE) }))).catch(() => []);
		await this.#use(answers, of, ahead);
		if (!this.isValid()) {
			await this.forget();
		}
	}

	/**
	 * Asks the server for what has changed.
	 * @param ids the sessions, at most 20
	 * @param doors how many devices share their free places
	 */
	async refresh(ids, doors) {
		const of = [...[...ids].sort(), doors].join(' ');
		const complete = of !== this.#of || !this.isValid() || this.now() - this.#answers[0].claims.iat * 1000 > COMPLETE;
		const parameters = new URLSearchParams([...ids.map((id) => ['session', id]), ['doors', doors],
			...(complete ? [] : [['since', this.#answers.at(-1).claims.cursor]])]);
		const token = await request(`${page.base}/events/${page.slug}/door?${parameters}`);
		const claims = await verified(token, TYPE);
		if (claims.eventId !== page.eventId) {
			throw new Failure('BAD_INPUT', 'The list of another event');
		}
		await this.#use([...(complete ? [] : this.#answers), { token, claims }], of, Date.now() - claims.iat * 1000);
		await kept.put(LIST, { tokens: this.#answers.map((answer) => answer.token), of, ahead: this.#ahead }).catch(() => undefined);
	}

	async #use(answers, of = '', ahead = 0) {
		const newest = new Map();
		answers.forEach(({ claims }, index) => Object.keys(claims.parts).forEach((part) => newest.set(part, index)));
		const needed = new Set([...newest.values(), answers.length - 1]);
		const people = [...newest].flatMap(([part, index]) => answers[index].claims.parts[part]);
		this.#answers = answers.filter((_, index) => needed.has(index));
		this.#of = of;
		this.#ahead = ahead;
		this.#key = answers.length ? await hashing(answers.at(-1).claims.key) : undefined;
		this.sessions = answers.at(-1)?.claims.sessions ?? [];
		this.people = new Map(people.map((person) => [person.id, person]));
		this.#byHash = new Map(people.flatMap((person) => person.codes.map((code) => [code, person])));
	}

	/** Removes the list from the device. */
	async forget() {
		await this.#use([]);
		await kept.remove(LIST);
	}

	/** The time of the server, by what its last answer showed. */
	now() {
		return Date.now() - this.#ahead;
	}

	/** Whether there is a list that has not expired. */
	isValid() {
		return this.#answers.length > 0 && this.#answers.every(({ claims }) => claims.exp * 1000 > this.now());
	}

	/** The session with an id; undefined if the list does not contain it, or has expired. */
	session(id) {
		return this.isValid() ? this.sessions.find((session) => session.id === id) : undefined;
	}

	/**
	 * The person with a code; undefined if nobody has it. The holder of a badge token that is newer than the list gets an
	 * entry like those of the list.
	 */
	async find(code) {
		if (!this.#key) {
			return undefined;
		}
		return isBadge(code) ? this.#ofBadge(code) : this.#byHash.get(await hash(code, this.#key));
	}

	async #ofBadge(token) {
		const { claims } = this.#answers.at(-1);
		const badge = await verified(token, BADGE, claims.badgeKeys?.keys ?? []).catch(() => undefined);
		if (!badge || badge.event !== page.eventId || badge.exp * 1000 <= this.now()) {
			return undefined;
		}
		const guest = guestWith(badge, badge.iat < claims.iat ? [] : this.sessions);
		const listed = this.people.get(badge.sub);
		return listed ? { ...listed, sessions: { ...guest.sessions, ...listed.sessions } } : guest;
	}

}

/** The entry of a person with a badge token, in those of some sessions to which the ticket entitles them. */
function guestWith({ sub, name, ticketType }, sessions) {
	const entitled = sessions.filter(({ ticketTypes }) => !ticketTypes.length
		|| ticketTypes.some((type) => type.toLowerCase() === ticketType?.toLowerCase()));
	return { id: sub, name, ticketType, sessions: Object.fromEntries(entitled.map(({ id }) => [id, {}])) };
}

async function request(address) {
	const token = await signIn.token();
	const response = await fetched(address, { signal: AbortSignal.timeout(TIMEOUT), headers: aboutCaller(token) });
	if (!response.ok) {
		throw new Failure({ 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 404: 'NOT_FOUND' }[response.status] ?? 'UNAVAILABLE', `Status ${response.status}`);
	}
	return response.text();
}
