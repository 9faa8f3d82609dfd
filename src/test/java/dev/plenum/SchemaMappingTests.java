package dev.plenum;

import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.SchemaReport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The schema and the code match.
 */
@LiveServer
class SchemaMappingTests {

	@Test
	void everyFieldHasAResolverAndEveryResolverHasAField(@Autowired SchemaInspection inspection) {
		SchemaReport report = inspection.report();
		assertThat(report.unmappedFields())
			.as("the inspection does not find the methods that refusals and agenda items inherit")
			.allMatch((field) -> field.getFieldName().equals("message")
					|| Set.of("AgendaSession", "AgendaAppointment", "AgendaMeeting").contains(field.getTypeName()));
		assertThat(report.unmappedRegistrations()).isEmpty();
		assertThat(report.unmappedArguments()).isEmpty();
		assertThat(report.fieldNullnessErrors()).isEmpty();
		assertThat(report.argumentNullnessErrors()).isEmpty();
		assertThat(report.skippedTypes()).isEmpty();
	}

}
