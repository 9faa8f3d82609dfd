import { type ApolloClient, CombinedGraphQLErrors } from '@apollo/client';
import type { Subscription } from 'rxjs';

import { type EventProgramme, PROGRAMME, SCHEDULE_CHANGED, type SessionRow, type Step } from './documents.js';

/**
 * The programme of an event in the phone's cache, kept up to date by a subscription. The phone gets each change once
 * and in order, whatever happens to its connections.
 */
export class Programme {

	private subscription: Subscription | undefined;

	private timer: ReturnType<typeof setTimeout> | undefined;

	private revision = 0;

	private eventId = '';

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
			next: ({ data, error }) => (data) ? listener(data.scheduleChanged) : this.loadAgain(listener, error),
			error: (error) => this.loadAgain(listener, error)
		});
	}

	stop(): void {
		clearTimeout(this.timer);
		this.subscription?.unsubscribe();
	}

	/**
	 * Reads the programme again and follows it, after the server has ended the subscription: at once if it no longer
	 * keeps all changes since the phone's position (RESYNC_REQUIRED), otherwise after some seconds.
	 */
	private loadAgain(listener: (step: Step) => void, error: unknown): void {
		this.stop();
		this.timer = setTimeout(() => {
			this.load().then(() => this.follow(listener), (failure: unknown) => this.loadAgain(listener, failure));
		}, hasCode(error, 'RESYNC_REQUIRED') ? 0 : 5_000 * (0.5 + Math.random()));
	}

}

function hasCode(error: unknown, code: string): boolean {
	return CombinedGraphQLErrors.is(error) && error.errors.some((one) => one.extensions?.['code'] === code);
}
