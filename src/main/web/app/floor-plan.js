import { html, nothing, svg } from 'lit';
import { text } from 'shared/messages.js';
import { state } from './state.js';

const MARK = 0.012;

/** A plan of the hall with all booths and the one of an exhibitor. Pictures of other servers are not loaded. */
export function floorPlan({ name, booth }, all) {
	const plans = state.get('event').venue?.floorPlans ?? [];
	const plan = plans.find(({ hall }) => hall === booth.hall) ?? (plans.length === 1 ? plans[0] : undefined);
	if (!plan || booth.x === null || booth.y === null) {
		return nothing;
	}
	const mark = Math.max(plan.width, plan.height) * MARK;
	const others = all.map((one) => one.booth).filter((one) => one && one.x !== null && one.y !== null && one.hall === booth.hall);
	return html`
		<svg class="plan" viewBox="0 0 ${plan.width} ${plan.height}" role="img" aria-label=${text('exhibitor.plan', { name, number: booth.number })}>
			<rect class="hall" width=${plan.width} height=${plan.height}></rect>
			${others.map((one) => svg`<circle class="other" cx=${one.x} cy=${one.y} r=${mark}></circle>`)}
			<circle class="here" cx=${booth.x} cy=${booth.y} r=${mark * 2}></circle>
			<text x=${booth.x} y=${booth.y - mark * 3} font-size=${mark * 4} text-anchor="middle">${booth.number}</text>
		</svg>`;
}
