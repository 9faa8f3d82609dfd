import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';
import { finalize, tap } from 'rxjs';
import WebSocket from 'ws';

// Browsers, React Native and Node 22 have it; Apollo Client refers to it.
(globalThis as { WebSocket?: unknown }).WebSocket ??= WebSocket;

export interface Settings {
	/** The address of GraphQL over HTTP, such as https://plenum.example.org/graphql. */
	url: string;
	/** The attendee's access token. */
	token: string;
	/** The language of the phone, such as sv. */
	language: string;
}

/**
 * Pages of one list are kept as one list, whatever their size. Any type that has the fields of a refusal counts as one, so
 * that the app displays refusals that are newer than the app.
 */
export function newCache(): InMemoryCache {
	return new InMemoryCache({
		possibleTypes: { Refusal: ['.+'] },
		typePolicies: {
			Event: {
				fields: {
					sessions: {
						keyArgs: ['filter'],
						merge: (known, page, { args }) => (args?.after && known)
							? { ...page, nodes: [...known.nodes, ...page.nodes] } : page
					}
				}
			}
		}
	});
}

/**
 * Queries and mutations go over HTTP, subscriptions over one WebSocket. After a break, the socket connects again and
 * repeats its subscriptions, which continue where they were: the client remembers the last resume string of each one
 * and sends them with the new connection.
 */
export function newClient({ url, token, language }: Settings): ApolloClient {
	const positions = new Map<ApolloLink.Operation, unknown>();
	const remember = new ApolloLink((operation, forward) => forward(operation).pipe(
		tap(({ extensions }) => {
			if (extensions?.['resume']) {
				positions.set(operation, extensions['resume']);
			}
		}),
		finalize(() => positions.delete(operation))
	));
	const socket = createClient({
		url: url.replace(/^http/, 'ws'),
		webSocketImpl: WebSocket,
		connectionParams: () => ({ Authorization: `Bearer ${token}`, resume: [...positions.values()] }),
		retryAttempts: Infinity,
		shouldRetry: () => true,
		retryWait: (retries) => new Promise((resolve) => setTimeout(resolve, pause(retries))),
		keepAlive: 10_000
	});
	const http = new HttpLink({
		uri: url,
		headers: { 'Authorization': `Bearer ${token}`, 'Accept-Language': language }
	});
	return new ApolloClient({
		cache: newCache(),
		link: ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
			remember.concat(new GraphQLWsLink(socket)), http)
	});
}

/** The time to wait before the next connection: longer after each failure, never exactly as long as other phones wait. */
function pause(retries: number): number {
	return Math.min(10_000, 250 * 2 ** retries) * (0.5 + Math.random());
}
