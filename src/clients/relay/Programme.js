// What an app with Relay asks: relay-compiler must accept it. The compiler reads this file; nothing executes it.
import { graphql } from 'relay-runtime';

graphql`
	query ProgrammeQuery($slug: String!) {
		event(slug: $slug) {
			id
			name
			...Programme_sessions
			...Programme_exhibitors
		}
	}
`;

graphql`
	fragment Programme_sessions on Event
	@argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "String" },
		last: { type: "Int" }, before: { type: "String" })
	@refetchable(queryName: "ProgrammeSessionsQuery") {
		sessions(first: $first, after: $after, last: $last, before: $before) @connection(key: "Programme_sessions") {
			edges {
				node {
					id
					title
					startsAt
					...Programme_session
				}
			}
		}
	}
`;

graphql`
	fragment Programme_exhibitors on Event
	@argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "String" })
	@refetchable(queryName: "ProgrammeExhibitorsQuery") {
		exhibitors(first: $first, after: $after) @connection(key: "Programme_exhibitors") {
			edges {
				node {
					id
					name
				}
			}
		}
	}
`;

graphql`
	fragment Programme_session on Session @refetchable(queryName: "ProgrammeSessionQuery") {
		id
		inMyAgenda
		rooms {
			id
			name
		}
	}
`;

graphql`
	subscription ProgrammeSubscription($eventId: ID!, $afterRevision: Int) {
		scheduleChanged(eventId: $eventId, afterRevision: $afterRevision) {
			revision
			session {
				...Programme_session
			}
		}
	}
`;
