import { randomUUID } from 'node:crypto';

import type { ApolloClient } from '@apollo/client';

import { ADD_TO_AGENDA, BOOK_SEAT, type Refusal, RELEASE_SEAT, REMOVE_FROM_AGENDA } from './documents.js';

/**
 * What an attendee does with sessions. A payload contains the session as it is afterwards, so the cache is up to date
 * without another query. Each method returns null, or the text of a refusal to display.
 */
export class Agenda {

	constructor(private readonly client: ApolloClient) {
	}

	async add(sessionId: string): Promise<string | null> {
		const { data } = await this.client.mutate({ mutation: ADD_TO_AGENDA, variables: { sessionId } });
		return refusal(data?.addToAgenda);
	}

	async remove(sessionId: string): Promise<string | null> {
		const { data } = await this.client.mutate({ mutation: REMOVE_FROM_AGENDA, variables: { sessionId } });
		return refusal(data?.removeFromAgenda);
	}

	async book(sessionId: string, swap = false): Promise<string | null> {
		const { data } = await this.client.mutate({ mutation: BOOK_SEAT, variables: { sessionId, swap } });
		return refusal(data?.bookSeat);
	}

	/**
	 * Gives a seat up. The request has an id: if the phone sends it twice because it got no answer, the second one does
	 * not take away a seat that was booked in between.
	 */
	async release(sessionId: string): Promise<string | null> {
		const { data } = await this.client.mutate({
			mutation: RELEASE_SEAT,
			variables: { sessionId, requestId: randomUUID() }
		});
		return refusal(data?.releaseSeat);
	}

}

function refusal(payload: Refusal | null | undefined): string | null {
	return payload?.message ?? null;
}
