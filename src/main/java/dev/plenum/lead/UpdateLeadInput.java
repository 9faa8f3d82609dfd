package dev.plenum.lead;

import dev.plenum.platform.mongo.Fields;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * Changes what the staff wrote about a lead. The schema describes each property.
 */
record UpdateLeadInput(String leadId, @Nullable Integer expectedVersion, ArgumentValue<String> note,
		ArgumentValue<LeadInterest> interest) {

	Fields fields() {
		return new Fields().input("note", this.note, Lead::checkedNote).input("interest", this.interest);
	}

}
