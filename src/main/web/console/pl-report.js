import { html, nothing } from 'lit';
import { text } from 'shared/messages.js';

import { Element } from './element.js';

/** This many entries of a list are shown. */
const SHOWN = 100;

/** What happens to participants: the words, the value in the report, and the name of their number. */
const PEOPLE = [['added', 'CREATED', 'created'], ['changed', 'CHANGED', 'changed'], ['cancelled', 'CANCELLED', 'cancelled'], ['missing', 'MISSING', 'missing']];

/**
 * The report of an import.
 * @property report the report as the server sent it
 */
class Report extends Element {

	static properties = { report: { attribute: false } };

	render() {
		const { format, unchanged, clashes = [], warnings = [], columns = [], notes = [], ...report } = this.report;
		return html`
			<p>${format ? text('report.format', { format, unchanged }) : text('report.unchanged', { unchanged })}</p>
			${report.items ? PEOPLE.map(([kind, change, count]) => list(`report.${kind}`, report.items.filter((one) => one.change === change), person,
		report[count])) : ['added', 'changed', 'cancelled', 'missing', 'kept'].map((kind) => list(`report.${kind}`, report[kind] ?? [], item))}
			${list('report.warnings', notes, ({ line, message }) => html`${line}: ${message}`)}
			${list('report.clashes', clashes, ({ session, with: other, room, speaker }) => html`<strong>${room ?? speaker}</strong>:
				${session} / ${other}`)}
			${list('report.warnings', warnings, ({ message, count, places = [] }) => html`${message}
				<span class="by">${[count > 1 ? `× ${count}` : '', ...places].filter(Boolean).join(' · ')}</span>`)}
			${list('report.columns', columns, ({ heading, field, note }) => html`${heading} → ${field ?? text('report.ignored')}
				${note ? html`<span class="by">${note}</span>` : nothing}`)}`;
	}

}

function list(key, entries, shown, count = entries.length) {
	return count === 0 ? nothing : html`<details ?open=${count <= 5}><summary>${text(key, { count })}</summary>
		<ul class="entries">${entries.slice(0, SHOWN).map((entry) => html`<li>${shown(entry)}</li>`)}</ul>
		${count > SHOWN ? html`<p>${text('report.more', { count: count - SHOWN })}</p>` : nothing}</details>`;
}

function person({ key, name, fields }) {
	return html`${name} <span class="by">${[key, ...fields].join(' · ')}</span>`;
}

function item({ name, differences = [] }) {
	return html`${name}${differences.length ? html`<dl class="values">${differences.map(({ field, stored, inFile }) => html`
		<dt>${field}</dt><dd>${stored ?? '–'} → ${inFile ?? '–'}</dd>`)}</dl>` : nothing}`;
}

customElements.define('pl-report', Report);
