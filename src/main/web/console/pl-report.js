import { html, nothing } from 'lit';
import { text } from 'shared/messages.js';

import { Element } from './element.js';

/** This many entries of a list are shown. */
const SHOWN = 100;

/**
 * The report of an import.
 * @property report the report as the server sent it
 */
class Report extends Element {

	static properties = { report: { attribute: false } };

	render() {
		const { format, unchanged, clashes = [], warnings = [], columns = [], ...report } = this.report;
		return html`
			${format ? html`<p>${text('report.format', { format, unchanged })}</p>` : nothing}
			${['added', 'changed', 'cancelled', 'missing', 'kept'].map((kind) => list(`report.${kind}`, report[kind] ?? [], item))}
			${list('report.clashes', clashes, ({ session, with: other, room, speaker }) => html`<strong>${room ?? speaker}</strong>:
				${session} / ${other}`)}
			${list('report.warnings', warnings, ({ message, count, places = [] }) => html`${message}
				<span class="by">${[count > 1 ? `× ${count}` : '', ...places].filter(Boolean).join(' · ')}</span>`)}
			${list('report.columns', columns, ({ heading, field, note }) => html`${heading} → ${field ?? text('report.ignored')}
				${note ? html`<span class="by">${note}</span>` : nothing}`)}`;
	}

}

function list(key, entries, shown) {
	return entries.length === 0 ? nothing : html`<details ?open=${entries.length <= 5}><summary>${text(key, { count: entries.length })}</summary>
		<ul class="entries">${entries.slice(0, SHOWN).map((entry) => html`<li>${shown(entry)}</li>`)}</ul>
		${entries.length > SHOWN ? html`<p>${text('report.more', { count: entries.length - SHOWN })}</p>` : nothing}</details>`;
}

function item({ name, differences = [] }) {
	return html`${name}${differences.length ? html`<dl class="values">${differences.map(({ field, stored, inFile }) => html`
		<dt>${field}</dt><dd>${stored ?? '–'} → ${inFile ?? '–'}</dd>`)}</dl>` : nothing}`;
}

customElements.define('pl-report', Report);
