import { type ApolloClient, CombinedGraphQLErrors } from '@apollo/client';
import type { Subscription } from 'rxjs';

import { type EventProgramme, PROGRAMME, SCHEDULE_CHANGED, type SessionRow, type Step } from './documents.js';

const SHORTEST_PAUSE = 250;

const LONGEST_PAUSE = 10_000;

/**
 * The programme of an event in the phone's cache, kept up to date by a subscription. The subscription continues from
 * the newest revision in the cache after every break, so that the phone gets each change once and in order.
 */
export class Programme {

	private subscription: Subscription | undefined;

	private timer: ReturnType<typeof setTimeout> | undefined;

	private pause = SHORTEST_PAUSE;

	private revision = 0;

	private eventId = '';

	private stopped = false;

	constructor(private readonly client: ApolloClient, private readonly slug: string) {
	}

	/** Reads all pages of the programme from the server into the cache. */
	async load(): Promise<void> {
		const first = await this.page(null);
		this.eventId = first.id;
		this.revision = first.revision;
		let { pageInfo } = first.sessions;
		while (pageInfo.hasNextPage) {
			pageInfo = (await this.page(pageInfo.endCursor)).sessions.pageInfo;
		}
	}

	private async page(after: string | null): Promise<EventProgramme> {
		const { data } = await this.client.query({
			query: PROGRAMME,
			variables: { slug: this.slug, after },
			fetchPolicy: 'network-only'
		});
		if (!data?.event) {
			throw new Error(`There is no event ${this.slug}`);
		}
		return data.event;
	}

	/** Returns the sessions as the cache has them now. */
	sessions(): SessionRow[] {
		const known = this.client.readQuery({ query: PROGRAMME, variables: { slug: this.slug } });
		return known?.event?.sessions.nodes ?? [];
	}

	/**
	 * Follows the changes until {@link stop}. Each change is in the cache before the listener gets it: the cache
	 * recognizes the session by its id.
	 */
	follow(listener: (step: Step) => void): void {
		this.subscription = this.client.subscribe({
			query: SCHEDULE_CHANGED,
			variables: { eventId: this.eventId, afterRevision: this.revision }
		}).subscribe({
			next: ({ data, error }) => {
				if (data) {
					this.pause = SHORTEST_PAUSE;
					this.revision = data.scheduleChanged.revision;
					listener(data.scheduleChanged);
				}
				if (error) {
					this.followAgain(listener, error);
				}
			},
			error: (error) => this.followAgain(listener, error),
			complete: () => this.followAgain(listener)
		});
	}

	stop(): void {
		this.stopped = true;
		clearTimeout(this.timer);
		this.subscription?.unsubscribe();
	}

	/**
	 * Waits before it subscribes again, longer after each failure and never exactly as long as other phones. If the
	 * server no longer keeps the changes since the phone's revision, the phone reads the programme again.
	 */
	private followAgain(listener: (step: Step) => void, error?: unknown): void {
		clearTimeout(this.timer);
		if (this.stopped) {
			return;
		}
		this.subscription?.unsubscribe();
		this.timer = setTimeout(() => {
			const ready = hasCode(error, 'RESYNC_REQUIRED') ? this.load() : Promise.resolve();
			ready.then(() => this.follow(listener), (failure: unknown) => this.followAgain(listener, failure));
		}, this.pause * (0.5 + Math.random()));
		this.pause = Math.min(LONGEST_PAUSE, this.pause * 2);
	}

}

function hasCode(error: unknown, code: string): boolean {
	return CombinedGraphQLErrors.is(error) && error.errors.some((one) => one.extensions?.['code'] === code);
}
