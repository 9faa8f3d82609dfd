import { gql, type TypedDocumentNode } from '@apollo/client';

export interface SessionRow {
	__typename: 'Session';
	id: string;
	title: string;
	startsAt: string;
	endsAt: string;
	status: string;
	note: string | null;
	inMyAgenda: boolean;
	rooms: { id: string; name: string }[];
	mySeat: { id: string; state: string; position: number | null } | null;
}

export interface Step {
	revision: number;
	summary: string;
	session: SessionRow & { event: { id: string; revision: number } };
}

export interface EventProgramme {
	id: string;
	name: string;
	revision: number;
	sessions: {
		pageInfo: { hasNextPage: boolean; endCursor: string | null };
		nodes: SessionRow[];
	};
}

/** An outcome of a mutation that this app does not know has a message to display. */
export interface Refusal {
	__typename: string;
	message?: string;
}

export const SESSION_ROW: TypedDocumentNode<SessionRow> = gql`
	fragment SessionRow on Session {
		id
		title
		startsAt
		endsAt
		status
		note
		inMyAgenda
		rooms {
			id
			name
		}
		mySeat {
			id
			state
			position
		}
	}
`;

export const PROGRAMME: TypedDocumentNode<{ event: EventProgramme | null }, { slug: string; after?: string | null }> = gql`
	query Programme($slug: String!, $after: String) {
		event(slug: $slug) {
			id
			name
			revision
			sessions(first: 50, after: $after) {
				pageInfo {
					hasNextPage
					endCursor
				}
				nodes {
					...SessionRow
				}
			}
		}
	}
	${SESSION_ROW}
`;

export const SCHEDULE_CHANGED: TypedDocumentNode<{ scheduleChanged: Step }, { eventId: string; afterRevision: number }> = gql`
	subscription ScheduleChanged($eventId: ID!, $afterRevision: Int!) {
		scheduleChanged(eventId: $eventId, afterRevision: $afterRevision) {
			revision
			summary
			session {
				...SessionRow
				event {
					id
					revision
				}
			}
		}
	}
	${SESSION_ROW}
`;

export const ADD_TO_AGENDA: TypedDocumentNode<{ addToAgenda: Refusal }, { sessionId: string }> = gql`
	mutation AddToAgenda($sessionId: ID!) {
		addToAgenda(input: { sessionId: $sessionId }) {
			... on AddedToAgenda {
				session {
					...SessionRow
				}
			}
			... on Refusal {
				message
			}
		}
	}
	${SESSION_ROW}
`;

export const REMOVE_FROM_AGENDA: TypedDocumentNode<{ removeFromAgenda: Refusal }, { sessionId: string }> = gql`
	mutation RemoveFromAgenda($sessionId: ID!) {
		removeFromAgenda(input: { sessionId: $sessionId }) {
			... on RemovedFromAgenda {
				session {
					...SessionRow
				}
			}
			... on Refusal {
				message
			}
		}
	}
	${SESSION_ROW}
`;

export const BOOK_SEAT: TypedDocumentNode<{ bookSeat: Refusal }, { sessionId: string; swap: boolean }> = gql`
	mutation BookSeat($sessionId: ID!, $swap: Boolean!) {
		bookSeat(input: { sessionId: $sessionId, swap: $swap }) {
			... on SeatBooked {
				session {
					...SessionRow
				}
			}
			... on SeatWaiting {
				session {
					...SessionRow
				}
			}
			... on Refusal {
				message
			}
		}
	}
	${SESSION_ROW}
`;

export const RELEASE_SEAT: TypedDocumentNode<{ releaseSeat: Refusal }, { sessionId: string; requestId: string }> = gql`
	mutation ReleaseSeat($sessionId: ID!, $requestId: String!) {
		releaseSeat(input: { sessionId: $sessionId, requestId: $requestId }) {
			... on SeatReleased {
				session {
					...SessionRow
				}
			}
			... on Refusal {
				message
			}
		}
	}
	${SESSION_ROW}
`;

/** The documents that the app sends, for the manifest of trusted documents. */
export const DOCUMENTS = [PROGRAMME, SCHEDULE_CHANGED, ADD_TO_AGENDA, REMOVE_FROM_AGENDA, BOOK_SEAT, RELEASE_SEAT];
