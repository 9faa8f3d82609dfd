package dev.plenum.platform.operation;

import java.nio.file.Path;

import dev.plenum.SchemaRules;
import graphql.schema.GraphQLFieldDefinition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which mutations count as attempts to guess a code.
 */
class OperationRatesTests {

	@Test
	void everyMutationWithACodeAtAnyDepthCounts() {
		assertThat(SchemaRules.schemaIn(Path.of("schema")).getMutationType().getFieldDefinitions())
			.filteredOn(OperationRates::takesCode)
			.extracting(GraphQLFieldDefinition::getName)
			.containsExactlyInAnyOrder("checkIn", "undoCheckIn", "syncCheckIns", "redeemInvitation",
					"redeemCrewInvitation", "sendTicketLink", "captureLead", "pairScreen", "transferSeat",
					"acceptSeatInvitation", "declineSeatInvitation");
	}

}
