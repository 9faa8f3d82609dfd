package dev.plenum;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server follows each rule of {@link ArchitectureRules}, and each rule finds
 * violations.
 */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class ArchitectureTests {

	private static final JavaClasses SERVER = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("dev.plenum");

	private static final JavaClasses VIOLATIONS = new ClassFileImporter().importPackages("violations");

	@ParameterizedTest
	@EnumSource
	void theServerKeepsTheRule(ArchitectureRules rule) {
		rule.rule().check(SERVER);
	}

	@ParameterizedTest
	@EnumSource
	void everyViolationIsFound(ArchitectureRules rule) {
		String report = rule.rule().evaluate(VIOLATIONS).getFailureReport().toString();
		assertThat(rule.violations()).isNotEmpty().allSatisfy((violation) -> {
			JavaClass type = VIOLATIONS.get("violations." + violation);
			assertThat(report).contains(type.getName());
			assertThat(type.getMethods()).allSatisfy((method) -> assertThat(report).contains(method.getFullName()));
		});
	}

}
