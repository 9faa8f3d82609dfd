import { client, Following } from 'shared/client.js';
import { kept } from 'shared/database.js';
import { text } from 'shared/messages.js';
import { newId } from 'shared/new-id.js';
import { page } from 'shared/page.js';
import { isTemporary, Queue } from 'shared/queue.js';
import { signIn } from 'shared/sign-in.js';
import { Store } from 'shared/store.js';

import { operations } from './operations.js';

/**
 * What the staff of a booth see. `state` is `loading`, `anonymous`, `outside` (on nobody's staff), `ready` or `failed`;
 * `said` is the last thing to tell the user.
 */
class Booth extends Store {

	/** Codes that were scanned without a network. */
	captures = new Queue('captures', ([entry]) => this.#send(entry));

	#following = new Following(() => this.start());

	/** The entry that was sent last, and its lead. */
	#captured;

	constructor() {
		super({ state: 'loading', booths: [], exhibitor: undefined, meetings: [], leads: [], leadCount: 0, said: undefined, live: false });
		this.captures.addEventListener('change', () => this.set({ waiting: this.captures.entries.length }));
	}

	async start() {
		this.#following.stop();
		if (signIn.state === 'anonymous') {
			this.set({ state: 'anonymous', exhibitor: undefined, meetings: [], leads: [] });
			await kept.remove('last');
			return;
		}
		try {
			const { viewer, event } = await client.execute(operations.Staff, { eventId: page.eventId });
			const booths = (viewer?.staffOf ?? []).filter((one) => one.event.id === page.eventId);
			this.set({
				viewer, event, booths, state: !booths.length ? 'outside' : this.state.exhibitor ? this.state.state : 'loading',
				said: this.state.said === text('failure.offline') ? undefined : this.state.said
			});
			const last = await kept.get('booth');
			if (booths.length) {
				await this.choose((booths.find(({ id }) => id === last) ?? booths[0]).id);
			}
		}
		catch (failure) {
			await this.#keepShowing(failure);
		}
	}

	/** Displays a booth. It is followed before it is read, so that no change is missed. */
	async choose(id) {
		this.#following.stop();
		await kept.put('booth', id).catch(() => undefined);
		const listener = (next) => ({ next, state: (state) => this.set({ live: state === 'live' }) });
		this.#following.add(operations.BoothChanged, { eventId: page.eventId },
			listener(({ boothChanged }) => boothChanged.id === id && this.#read(id)));
		this.#following.add(operations.MeetingChanged, { exhibitorId: id }, listener(({ meetingChanged }) => this.#meeting(meetingChanged)));
		await this.#read(id);
		await this.captures.start();
	}

	async #read(id) {
		const [{ node }, leads] = await Promise.all([client.execute(operations.Booth, { id }), client.execute(operations.Leads, { id })]);
		const { meetings, ...exhibitor } = node;
		this.set({ state: 'ready', exhibitor, meetings: meetings.nodes, leads: leads.node.leads.nodes, leadCount: leads.node.leads.totalCount,
			more: leads.node.leads.pageInfo });
		await kept.put('last', { ...this.state, said: undefined, live: false, sending: false }).catch(() => undefined);
	}

	/** Keeps what is displayed, or displays what the device kept, and tries again later. */
	async #keepShowing(failure) {
		if (signIn.state === 'anonymous') {
			return;
		}
		const later = isTemporary(failure);
		const shown = later && (this.state.exhibitor ? {} : await kept.get('last'));
		this.set(shown ? { ...shown, said: text('failure.offline') } : { state: 'failed', failure });
		if (shown) {
			await this.captures.start();
		}
		if (later) {
			this.#following.later();
		}
	}

	/** Reads the next leads. A page that was read twice is added once. */
	async moreLeads() {
		const { more } = this.state;
		const { node } = await client.execute(operations.Leads, { id: this.state.exhibitor.id, after: more.endCursor });
		if (this.state.more === more) {
			this.set({ leads: [...this.state.leads, ...node.leads.nodes], more: node.leads.pageInfo });
		}
	}

	/** Carries out a mutation; tells the user what happened. Returns the payload, or undefined if nothing changed. */
	async change(operation, input, said) {
		try {
			const payload = Object.values(await client.execute(operation, { input }))[0];
			if (payload.message) {
				this.set({ said: payload.message });
				return undefined;
			}
			this.#take(payload);
			this.set({ said });
			return payload;
		}
		catch (failure) {
			this.set({ said: isTemporary(failure) ? text('failure.offline') : failure.message });
			return undefined;
		}
	}

	/**
	 * Redeems a contact code, now or when there is a network again: the device keeps it before it is sent. Returns the lead;
	 * undefined if it is not there yet.
	 */
	async capture(code) {
		const entry = { id: newId(), exhibitorId: this.state.exhibitor.id, code };
		this.set({ sending: true });
		await this.captures.add(entry);
		await this.captures.flush();
		this.set({ sending: false });
		return this.#captured?.id === entry.id ? this.#captured.lead : undefined;
	}

	async #send({ id, exhibitorId, code }) {
		const { captureLead: payload } = await client.execute(operations.CaptureLead, { input: { exhibitorId, code } }).catch((failure) => {
			this.set({ said: isTemporary(failure) ? text('leads.later') : failure.message });
			throw failure;
		});
		this.set({ said: payload.message ?? text('leads.captured', { name: payload.lead.contact.name }) });
		this.#take(payload);
		this.#captured = { id, lead: payload.lead };
	}

	#take({ exhibitor, lead, meeting }) {
		if (exhibitor?.offers) {
			this.set({ exhibitor });
		}
		if (lead) {
			const others = this.state.leads.filter(({ id }) => id !== lead.id);
			this.set({ leads: this.state.leads.length === others.length ? [lead, ...others] : this.state.leads.map((one) => one.id === lead.id ? lead : one),
				leadCount: this.state.leadCount + (this.state.leads.length === others.length ? 1 : 0) });
		}
		if (meeting) {
			this.#meeting(meeting);
		}
	}

	#meeting(meeting) {
		const { meetings } = this.state;
		const known = meetings.find(({ id }) => id === meeting.id);
		if (!known || known.version <= meeting.version) {
			this.set({ meetings: known ? meetings.map((one) => one.id === meeting.id ? meeting : one) : [meeting, ...meetings] });
		}
	}

}

export const booth = new Booth();
