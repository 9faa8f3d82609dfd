package dev.plenum;

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
		assertThat(report.unmappedFields()).as("the inspection does not find the method that refusals inherit")
			.allMatch((field) -> field.getFieldName().equals("message"));
		assertThat(report.unmappedRegistrations()).isEmpty();
		assertThat(report.unmappedArguments()).isEmpty();
		assertThat(report.fieldNullnessErrors()).isEmpty();
		assertThat(report.argumentNullnessErrors()).isEmpty();
		assertThat(report.skippedTypes()).isEmpty();
	}

}
