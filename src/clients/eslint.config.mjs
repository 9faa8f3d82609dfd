// The rules of graphql-eslint for the schema and for the documents of the examples: the recommended sets and the set for
// Relay. All exceptions are here, each with its reason. In the folder of the project:
// eslint --config src/clients/eslint.config.mjs schema examples
import { readdirSync, readFileSync } from 'node:fs';

import graphql from '@graphql-eslint/eslint-plugin';
import { Kind, parse } from 'graphql';

const SCHEMA = 'schema/!(released).graphqls';

const plugins = { '@graphql-eslint': graphql };

const languageOptions = {
	parser: graphql.parser,
	parserOptions: {
		graphQLConfig: {
			projects: {
				typescript: { schema: SCHEMA, documents: 'examples/typescript/src/*.ts' },
				kotlin: { schema: SCHEMA, documents: 'examples/kotlin/src/main/graphql/*.graphql' }
			}
		}
	}
};

// The outcomes of mutations have no identity.
const OUTCOMES = readdirSync('schema')
	.filter((file) => file.endsWith('.graphqls') && file !== 'released.graphqls')
	.flatMap((file) => parse(readFileSync(`schema/${file}`, 'utf8')).definitions)
	.filter((type) => type.kind === Kind.UNION_TYPE_DEFINITION && type.name.value.endsWith('Payload'))
	.flatMap((payload) => payload.types.map((member) => member.name.value));

// Values without an identity: caches keep them in the object that contains them, and they change together with it.
const VALUES = [
	'Accessibility', 'AgendaDay', 'Attendance', 'Badge', 'Booth', 'CertificateProgress', 'CertificateRule', 'Contact', 'ContactCode', 'ContactDetails', 'DeviceProblem',
	'Documentation',
	'DraftEdit', 'DraftSpeaker', 'Exhibition', 'ExhibitionHours', 'FloorPlan', 'Link', 'Material', 'MeetingTime', 'MyNeeds',
	'NextEdition', 'OpenSeatInvitation', 'Organiser', 'QuietHours', 'ReservedSeats', 'SeatInvitation', 'SeatRules', 'SessionSpeaker', 'SignUp', 'Slot', 'TranslatedText',
	// One for each object that contains it.
	'AccessNeedCount', 'CalendarFeed', 'DietCount', 'Feedback', 'FeedbackComment', 'HiddenSession', 'NeedsTotals', 'NowAndNext', 'ProgrammeImport', 'Rating', 'RoomNowAndNext',
	'VisitNumbers', 'VisitHour',
	// The caller, and what happened: read once, not kept.
	'AgendaChange', 'ChangedValue', 'ChangeText', 'Claim', 'DeletedData', 'DraftChange', 'ImportFetch', 'ImportOriginChange', 'ImportStop', 'MissingSession', 'NewsStep', 'RemoveImportOriginPayload', 'RegistrationRound', 'RemoveRegistrationSourcePayload',
	'ProgrammeChange', 'Reach', 'ReachChange', 'RoomTooSmall', 'ScheduleAudience', 'ScheduleChange', 'SearchHit', 'SearchSnippet',
	'ScreenChange', 'SessionClash', 'TextRange', 'SignInTokens', 'SyncedCheckIn', 'UndoContradiction', 'Viewer', 'WebhookChange', 'WebhookDelivery',
	// The Relay specification defines it without an id.
	'PageInfo'
];

const exceptions = {
	// Descriptions are single lines, which editors wrap.
	'@graphql-eslint/description-style': ['error', { style: 'inline' }],
	'@graphql-eslint/strict-id-in-types': ['error', {
		acceptedIdNames: ['id'],
		acceptedIdTypes: ['ID'],
		exceptions: { types: [...new Set([...VALUES, ...OUTCOMES])], suffixes: ['Connection', 'Edge'] }
	}],
	// A field name has one shape everywhere, so general words such as code and state have the name of their type in front.
	'@graphql-eslint/no-typename-prefix': 'off',
	// Short lists are plain lists with a limit. Audit entries, comments, leads and changes are not found by their id.
	'@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false }]
};

// Accepts everything: the compiler checks TypeScript.
const anything = {
	parse: (text) => ({ type: 'Program', sourceType: 'module', body: [], tokens: [], comments: [], range: [0, text.length],
		loc: { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } } })
};

export default [
	{
		ignores: ['**/node_modules/**', '**/dist/**', '**/*.js', 'schema/released.graphqls', '**/cache.graphqls']
	},
	{
		files: ['schema/*.graphqls'],
		languageOptions,
		plugins,
		rules: {
			...graphql.configs['flat/schema-recommended'].rules,
			...graphql.configs['flat/schema-relay'].rules,
			...exceptions
		}
	},
	{
		files: ['examples/typescript/src/*.ts'],
		languageOptions: { parser: anything },
		processor: graphql.processor
	},
	{
		files: ['examples/**/*.graphql'],
		languageOptions,
		plugins,
		rules: graphql.configs['flat/operations-recommended'].rules
	}
];
