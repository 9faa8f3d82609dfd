import { html } from 'lit';

import './views/pl-announcements.js';
import './views/pl-audit.js';
import './views/pl-changes.js';
import './views/pl-crew.js';
import './views/pl-delay.js';
import './views/pl-drafts.js';
import './views/pl-import.js';
import './views/pl-needs.js';
import './views/pl-participants.js';
import './views/pl-programme.js';
import './views/pl-screens.js';

/** The views by path, in the order of the navigation. */
export const views = {
	'': { key: 'programme', render: () => html`<pl-programme></pl-programme>` },
	drafts: { key: 'drafts', render: () => html`<pl-drafts></pl-drafts>` },
	delay: { key: 'delay', render: () => html`<pl-delay></pl-delay>` },
	announcements: { key: 'announcements', render: () => html`<pl-announcements></pl-announcements>` },
	changes: { key: 'changes', render: () => html`<pl-changes></pl-changes>` },
	participants: { key: 'participants', render: () => html`<pl-participants></pl-participants>` },
	needs: { key: 'needs', render: () => html`<pl-needs></pl-needs>` },
	crew: { key: 'crew', render: () => html`<pl-crew></pl-crew>` },
	screens: { key: 'screens', render: () => html`<pl-screens></pl-screens>` },
	import: { key: 'import', render: () => html`<pl-import></pl-import>` },
	audit: { key: 'audit', render: () => html`<pl-audit></pl-audit>` }
};
