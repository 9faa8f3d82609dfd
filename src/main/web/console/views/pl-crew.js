import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { text } from 'shared/messages.js';
import { newId } from 'shared/new-id.js';

import { board } from '../board.js';
import { operations } from '../operations.js';
import '../pl-organisers.js';
import { View } from './view.js';

const ROLES = ['DOOR', 'STAGE', 'MODERATOR'];

/** The crew: invitations to roles, whose codes are shown once, and who redeemed them. */
class Crew extends View {

	#invitations = [];

	#event = null;

	#code = null;

	#role = 'DOOR';

	#key = newId();

	async read() {
		this.#event = (await client.execute(operations.CrewInvitations, { eventId: board.event.id })).event;
		this.#invitations = this.#event.crewInvitations;
	}

	render() {
		return html`${this.heading('nav.crew')}
			<p class="help">${text('crew.help')}</p>
			<form class="card" @submit=${this.#invite}>
				<fieldset><legend>${text('crew.role')}</legend><div class="choices">${ROLES.map((role) => html`<label class="choice">
					<input type="radio" name="role" value=${role} .checked=${role === this.#role} @change=${this.#chosen}>
					<span>${text(`crew.${role}`)}</span></label>`)}</div></fieldset>
				${this.#role === 'MODERATOR' ? this.#sessions() : nothing}
				${this.alert()}
				<p class="buttons"><button class="primary">${text('crew.invite')}</button></p>
				${this.#code ? html`<p class="note good" role="status">${text('crew.code')} <strong class="code">${this.#code}</strong></p>` : nothing}
			</form>
			<ul class="list">${this.#invitations.map((invitation) => this.#invitation(invitation))}</ul>
			${this.#event ? html`<section class="card" aria-labelledby="organisers"><h2 id="organisers">${text('organisers.title')}</h2>
				<p>${this.#event.organiserSubjects.join(', ')}</p>
				<p class="buttons"><button name="organisers" @click=${() => this.querySelector('pl-organisers').show(this.#event)}>${text('edit')}</button></p>
			</section>` : nothing}
			<pl-organisers @put=${() => this.load()}></pl-organisers>`;
	}

	#sessions() {
		return html`<fieldset><legend>${text('crew.sessions')}</legend><div class="choices">${board.sessionsOfDay.map(({ id, title }) => html`
			<label class="choice"><input type="checkbox" name="session" value=${id}> <span>${title}</span></label>`)}</div></fieldset>`;
	}

	#invitation(invitation) {
		const { role, sessions, madeAt, expiresAt, redeemedBy, redeemerName, redeemedAt, revokedAt } = invitation;
		const state = revokedAt ? text('crew.revoked', { at: this.stamp(revokedAt) })
			: redeemedAt ? text('crew.redeemed', { who: redeemerName ?? redeemedBy ?? '–', at: this.stamp(redeemedAt) })
				: text('crew.open', { until: this.stamp(expiresAt) });
		return html`<li><div><strong>${text(`crew.${role}`)}</strong>
				${sessions.length ? html`<br>${sessions.map(({ title }) => title).join(', ')}` : nothing}
				<p class="by">${state} · ${this.stamp(madeAt)}</p></div>
			${revokedAt ? nothing : html`<button class="quiet" aria-label=${`${text('crew.revoke')}: ${text(`crew.${role}`)}, ${state}`}
				@click=${() => this.#revoke(invitation)}>${text('crew.revoke')}</button>`}</li>`;
	}

	#chosen = ({ target }) => {
		this.#role = target.value;
		this.requestUpdate();
	};

	#invite = async (event) => {
		event.preventDefault();
		const sessionIds = new FormData(event.target).getAll('session');
		const answer = await this.send(operations.InviteCrew, { eventId: board.event.id, key: this.#key, role: this.#role,
			...sessionIds.length && { sessionIds } });
		if (answer?.crewInvitation) {
			this.#code = answer.invitationCode;
			this.#key = newId();
			this.requestUpdate();
		}
	};

	#revoke({ id }) {
		return this.send(operations.RevokeCrewInvitation, { crewInvitationId: id }, text('crew.revoked.now'));
	}

}

customElements.define('pl-crew', Crew);
