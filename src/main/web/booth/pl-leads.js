import { html, nothing } from 'lit';
import { download } from 'shared/download.js';
import { Element } from 'shared/element.js';
import { language } from 'shared/language.js';
import { text } from 'shared/messages.js';
import 'shared/scan/pl-scan.js';
import { StoreController } from 'shared/store.js';
import { dayAndClock } from 'shared/time.js';

import { operations } from './operations.js';
import { booth } from './store.js';

const INTERESTS = ['COLD', 'WARM', 'HOT'];

/** Scanning of badges, and the leads with notes. */
class Leads extends Element {

	static properties = { open: { state: true } };

	constructor() {
		super();
		new StoreController(this, booth);
	}

	render() {
		const { leads, leadCount, waiting, sending, more } = booth.state;
		return html`<div class="stack">
			<h1>${text('nav.leads')}</h1>
			<pl-scan class="card" label=${text('leads.scan')} @code=${this.#capture}></pl-scan>
			${waiting && !sending ? html`<p class="note warn">${text('leads.waiting', { count: waiting })}</p>` : nothing}
			<div class="row"><h2>${text('leads.count', { count: leadCount })}</h2>
				${leadCount ? html`<button @click=${this.#download}>${text('leads.download')}</button>` : nothing}</div>
			${leads.length ? html`<ul class="stack leads">${leads.map((lead) => this.#lead(lead))}</ul>` : html`<p class="muted">${text('leads.none')}</p>`}
			${more?.hasNextPage ? html`<button @click=${() => booth.moreLeads()}>${text('leads.more')}</button>` : nothing}
		</div>`;
	}

	#lead(lead) {
		const { contact } = lead;
		return html`<li><details class="card" ?open=${this.open === lead.id} data-lead=${lead.id}><summary><strong>${contact.name}</strong>
				${contact.organisation ? html`<span class="muted"> ${contact.organisation}</span>` : nothing}
				${lead.interest ? html` <span class="tag">${text(`interest.${lead.interest}`)}</span>` : nothing}</summary>
			<div class="stack"><p class="muted small">${[contact.jobTitle, dayAndClock(lead.capturedAt, language)].filter(Boolean).join(' · ')}</p>
				<p class="row">${contact.email ? html`<a href="mailto:${contact.email}">${contact.email}</a>` : nothing}
					${contact.phone ? html`<a href="tel:${contact.phone.replace(/[^+\d]/g, '')}">${contact.phone}</a>` : nothing}</p>
				<form class="stack" @submit=${(event) => this.#save(event, lead)}>
					<fieldset><legend>${text('interest')}</legend><div class="row">${INTERESTS.map((interest) => html`<label class="choice">
						<input type="radio" name="interest" value=${interest} .checked=${lead.interest === interest}> <span>${text(`interest.${interest}`)}</span></label>`)}</div></fieldset>
					<label>${text('note')} <textarea name="note" maxlength="2000" .defaultValue=${lead.note ?? ''}></textarea></label>
					<button class="primary">${text('save')}</button></form></div></details></li>`;
	}

	#capture = async ({ detail }) => {
		const lead = await booth.capture(detail);
		this.open = lead?.id;
	};

	#save(event, lead) {
		event.preventDefault();
		const form = new FormData(event.target);
		booth.change(operations.UpdateLead, { leadId: lead.id, expectedVersion: lead.version, note: form.get('note') || null, interest: form.get('interest') },
			text('saved'));
	}

	#download = async () => {
		const { id, name } = booth.state.exhibitor;
		if (!await download(`/exhibitors/${id}/leads.csv`, `${name}.csv`)) {
			booth.set({ said: text('failure.other') });
		}
	};
}

customElements.define('pl-leads', Leads);
