package dev.plenum;

import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.mongo.Documents;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import org.reactivestreams.Publisher;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

/**
 * The rules that the server's code follows, each with classes that break it.
 */
enum ArchitectureRules {

	/**
	 * {@code StartUp} and {@code Issuer} wait before the server accepts requests: for the
	 * steps of the start, and for the keys without which no token can be trusted.
	 * {@code ImportCommand} and {@code TrainCommand} are command lines.
	 */
	NOTHING_BLOCKS(noClasses().that()
		.doNotHaveFullyQualifiedName("dev.plenum.platform.startup.StartUp")
		.and()
		.doNotHaveFullyQualifiedName("dev.plenum.platform.security.Issuer")
		.and()
		.doNotHaveFullyQualifiedName("dev.plenum.interchange.ImportCommand")
		.and()
		.doNotHaveFullyQualifiedName("dev.plenum.rehearsal.TrainCommand")
		.should()
		.accessTargetWhere(access(Publisher.class, "block.*|toFuture|toIterable|toStream"))
		.orShould()
		.accessTargetWhere(access(Future.class, "get|join"))
		.orShould()
		.accessTargetWhere(access(CountDownLatch.class, "await"))
		.because("a blocked thread handles no requests; compose publishers instead"), "Blocking"),

	NOTHING_SLEEPS(noClasses().should()
		.accessTargetWhere(access(Thread.class, "sleep"))
		.because("a sleeping thread handles no requests; use Mono.delay"), "Sleeping"),

	/**
	 * {@link Main} also runs on a Java that is too old for the log. A command prints its
	 * result.
	 */
	NOTHING_IS_PRINTED(noClasses().that()
		.doNotHaveFullyQualifiedName("dev.plenum.Main")
		.and()
		.doNotHaveFullyQualifiedName("dev.plenum.interchange.ImportCommand")
		.and()
		.doNotHaveFullyQualifiedName("dev.plenum.rehearsal.TrainCommand")
		.should()
		.accessTargetWhere(access(System.class, "out|err"))
		.orShould()
		.accessTargetWhere(access(Throwable.class, "printStackTrace"))
		.because("the log has levels, and operators read it"), "Printing"),

	SETTINGS_COME_FROM_SPRING(noClasses().should()
		.accessTargetWhere(access(System.class, "getenv"))
		.because("a setting belongs in a record with @ConfigurationProperties"), "ReadingTheEnvironment"),

	FIELDS_ARE_NOT_INJECTED(
			noFields().should().beAnnotatedWith(Autowired.class).because("a constructor shows what a class needs"),
			"InjectedField"),

	LISTS_CANNOT_BE_CHANGED(
			noClasses().should()
				.accessTargetWhere(access(Collectors.class, "toList"))
				.because("snapshots are shared between threads; use Stream.toList or Collectors.toUnmodifiableList"),
			"ListThatCanBeChanged"),

	CASE_HAS_A_LOCALE(noClasses().should()
		.accessTargetWhere(access(String.class, "toLowerCase|toUpperCase", (access) -> isWithoutArguments(access)))
		.because("a Turkish locale converts the letter i differently; pass Locale.ROOT"), "CaseOfTheMachine"),

	TIME_IS_GIVEN(noClasses().that()
		.resideOutsideOfPackage("..platform..")
		.should()
		.accessTargetWhere(access(TemporalAccessor.class, "now"))
		.orShould()
		.accessTargetWhere(access(InstantSource.class, "system.*|tick.*"))
		.orShould()
		.accessTargetWhere(access(System.class, "currentTimeMillis|nanoTime"))
		.orShould()
		.callConstructor(Date.class)
		.because("a feature takes an InstantSource, so that a test can set the time"), "OwnClock"),

	THERE_IS_ONE_CLOCK(noClasses().that()
		.doNotHaveFullyQualifiedName("dev.plenum.platform.PlatformConfiguration")
		.should()
		.dependOnClassesThat()
		.areAssignableTo(Clock.class)
		.because("the one clock is the bean of type InstantSource"), "SecondClock"),

	THERE_IS_ONE_LOG(noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.apache.commons.logging..", "java.util.logging..")
		.because("the code logs by SLF4J"), "SecondLog"),

	MEMORY_HAS_NO_CLOCK_AND_NO_DATABASE(methods().that()
		.areAnnotatedWith(FromMemory.class)
		.should(notAccess("a clock or a collection", ArchitectureRules::isClockOrCollection))
		.because("such an answer is reused while its Grounds are valid; use Present"), "feature.Forgetful"),

	RESTRICTED_FIELDS_ARE_NULLABLE(
			methods().that()
				.areAnnotatedWith(SchemaMapping.class)
				.or()
				.areAnnotatedWith(QueryMapping.class)
				.should(beNullableWhereCallersAreRefused())
				.because("a caller who may not read a field must get the rest of the response"),
			"feature.RestrictingController"),

	RESOURCES_ARE_FOUND_THROUGH_A_CLASS(
			noClasses().should()
				.callConstructor(ClassPathResource.class, String.class)
				.because("the threads of the database driver do not find resources in the jar: pass a class too"),
			"ResourceOfTheThread"),

	CONTROLLERS_ARE_HIDDEN(classes().that()
		.areAnnotatedWith(Controller.class)
		.should()
		.notBePublic()
		.andShould()
		.haveSimpleNameEndingWith("Controller")
		.because("only GraphQL calls them"), "PublicController", "Misnamed"),

	CONTROLLERS_DO_NOT_USE_THE_DRIVER(
			noClasses().that()
				.areAnnotatedWith(Controller.class)
				.should()
				.dependOnClassesThat()
				.resideInAPackage("com.mongodb..")
				.because("a controller maps fields; a collection has a class of its own"),
			"feature.ReachingController"),

	/**
	 * {@link Documents} filters by the shard key in each write, and reads the newest
	 * state after a refused write.
	 */
	DOCUMENTS_ARE_WRITTEN_IN_ONE_PLACE(noClasses().that()
		.resideOutsideOfPackage("dev.plenum.platform..")
		.should()
		.accessTargetWhere(
				access(MongoCollection.class, "insert.*|update.*|replace.*|findOneAnd.*|bulkWrite|deleteOne"))
		.orShould()
		.accessTargetWhere(access(MongoCollection.class, "withReadConcern|withReadPreference"))
		.because("only Documents writes, and reads the newest state after a refused write"), "feature.Writing"),

	CONTROLLERS_LEAVE_COLLECTIONS_TO_THEIR_FEATURES(
			classes().that()
				.areAnnotatedWith(Controller.class)
				.should(notDependOn("the collections of other features", ArchitectureRules::isCollectionOfAnother)),
			"feature.ReachingController"),

	FEATURES_DO_NOT_KNOW_TRANSPORTS(noClasses().that()
		.resideOutsideOfPackage("..platform..")
		.and()
		.areNotAnnotatedWith(SpringBootConfiguration.class)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..platform.web..", "..platform.embedded..")
		.because("a feature answers over every transport, from every database"), "feature.UsesTransport"),

	THE_PLATFORM_KNOWS_NO_FEATURE(classes().that()
		.resideInAPackage("..platform..")
		.should(notDependOn("features", ArchitectureRules::isFeature)), "platform.web.Transport"),

	/**
	 * The class path is not scanned: the configuration of a feature names its parts, and
	 * {@link Plenum} names the configurations. A list for Spring Boot names the parts of
	 * the server on the management port.
	 */
	PARTS_ARE_NAMED(classes().that()
		.areMetaAnnotatedWith(Component.class)
		.and()
		.areNotAnnotatedWith(SpringBootConfiguration.class)
		.and()
		.areNotAnnotatedWith(ManagementContextConfiguration.class)
		.should(beImported())
		.because("the server consists of the classes that @Import names, beginning with Plenum"), "Forgotten"),

	/**
	 * The start classes must be public for Java and Spring Boot, and documents must be
	 * public for the database driver.
	 */
	PUBLIC_TYPES_HAVE_USERS(
			classes().that()
				.arePublic()
				.and()
				.areTopLevelClasses()
				.and()
				.areNotAnnotatedWith(SpringBootConfiguration.class)
				.and()
				.doNotHaveFullyQualifiedName("dev.plenum.Main")
				.and()
				.haveSimpleNameNotEndingWith("Document")
				.should(haveUsersInOtherPackages())
				.because("a type that no other package uses is easier to change if it is package-private"),
			"UsedByNobody"),

	CACHES_EVICT_AT_ONCE(
			codeUnits().should(callWithEach(access(Caffeine.class, "newBuilder"), Caffeine.class, "executor"))
				.because("Caffeine evicts in the common pool, and is above its limit as long as that is busy; "
						+ "use executor(Runnable::run)"),
			"LateCache"),

	NAMES_SAY_SOMETHING(
			noClasses().should()
				.haveNameMatching(".*(Impl|Utils?|Helper)")
				.because("a name says what only this class is or does"),
			"StoreImpl", "TextUtils", "TextUtil", "TextHelper");

	/** The methods that a resolver calls to refuse a caller. */
	private static final Set<String> REFUSING = Set.of("requireSubject", "requireOrganisedBy",
			"requireStaffedOrOrganisedBy", "staffed");

	private static final GraphQLSchema SCHEMA = SchemaRules.schemaIn(Path.of("schema"));

	private final ArchRule rule;

	private final Set<String> violations;

	ArchitectureRules(ArchRule rule, String... violations) {
		this.rule = rule;
		this.violations = Set.of(violations);
	}

	ArchRule rule() {
		return this.rule;
	}

	/**
	 * Returns the classes in which this rule must find every method.
	 * @return their names, relative to the package {@code violations}
	 */
	Set<String> violations() {
		return this.violations;
	}

	private static DescribedPredicate<JavaAccess<?>> access(Class<?> owner, String names) {
		return access(owner, names, (access) -> true);
	}

	private static DescribedPredicate<JavaAccess<?>> access(Class<?> owner, String names,
			Predicate<JavaAccess<?>> condition) {
		Pattern pattern = Pattern.compile(names);
		return DescribedPredicate.describe("%s.%s".formatted(owner.getSimpleName(), names),
				(access) -> access.getTargetOwner().isAssignableTo(owner)
						&& pattern.matcher(access.getTarget().getName()).matches() && condition.test(access));
	}

	private static boolean isWithoutArguments(JavaAccess<?> access) {
		return access.getTarget().getFullName().endsWith("()");
	}

	private static boolean isCollectionOfAnother(Dependency dependency) {
		JavaClass target = dependency.getTargetClass();
		return !target.getPackageName().equals(dependency.getOriginClass().getPackageName()) && isCollection(target);
	}

	private static boolean isCollection(JavaClass type) {
		return type.getFields()
			.stream()
			.anyMatch((field) -> field.getRawType().isAssignableTo(MongoCollection.class)
					|| field.getRawType().isAssignableTo(Documents.class));
	}

	private static boolean isClockOrCollection(JavaClass type) {
		return type.isAssignableTo(InstantSource.class) || isCollection(type);
	}

	/**
	 * A feature is a package beside {@code platform}, or a package below such a package.
	 */
	private static boolean isFeature(Dependency dependency) {
		String origin = dependency.getOriginClass().getPackageName();
		String target = dependency.getTargetClass().getPackageName();
		String root = origin.substring(0, origin.indexOf("platform"));
		return target.startsWith(root) && !target.startsWith(root + "platform");
	}

	private static ArchCondition<JavaClass> notDependOn(String description, Predicate<Dependency> forbidden) {
		return new ArchCondition<>("not depend on " + description) {

			@Override
			public void check(JavaClass item, ConditionEvents events) {
				item.getDirectDependenciesFromSelf()
					.stream()
					.filter(forbidden)
					.forEach((dependency) -> events
						.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
			}

		};
	}

	private static ArchCondition<JavaMethod> notAccess(String description, Predicate<JavaClass> forbidden) {
		return new ArchCondition<>("not access " + description) {

			@Override
			public void check(JavaMethod item, ConditionEvents events) {
				item.getAccessesFromSelf()
					.stream()
					.filter((access) -> forbidden.test(access.getTargetOwner()))
					.forEach((access) -> events.add(SimpleConditionEvent.violated(access, access.getDescription())));
			}

		};
	}

	private static ArchCondition<JavaCodeUnit> callWithEach(DescribedPredicate<JavaAccess<?>> call, Class<?> owner,
			String name) {
		return new ArchCondition<>(
				"call %s.%s with each %s".formatted(owner.getSimpleName(), name, call.getDescription())) {

			@Override
			public void check(JavaCodeUnit item, ConditionEvents events) {
				long calls = item.getAccessesFromSelf().stream().filter(call).count();
				long others = item.getAccessesFromSelf().stream().filter(access(owner, name)).count();
				if (calls > others) {
					events.add(SimpleConditionEvent.violated(item,
							"%s does not call %s.%s".formatted(item.getFullName(), owner.getSimpleName(), name)));
				}
			}

		};
	}

	private static ArchCondition<JavaMethod> beNullableWhereCallersAreRefused() {
		return new ArchCondition<>("be nullable in the schema where callers are refused") {

			@Override
			public void check(JavaMethod item, ConditionEvents events) {
				boolean refuses = item.getAccessesFromSelf()
					.stream()
					.anyMatch((access) -> REFUSING.contains(access.getTarget().getName()));
				if (refuses && isNonNull(item)) {
					events.add(SimpleConditionEvent.violated(item,
							item.getFullName() + " refuses callers and is not nullable"));
				}
			}

		};
	}

	private static boolean isNonNull(JavaMethod resolver) {
		String type = resolver.tryGetAnnotationOfType(SchemaMapping.class)
			.map((mapping) -> mapping.typeName().isEmpty() ? resolver.getRawParameterTypes().getFirst().getSimpleName()
					: mapping.typeName())
			.orElse("Query");
		return SCHEMA.getObjectType(type).getFieldDefinition(resolver.getName()) instanceof GraphQLFieldDefinition field
				&& GraphQLTypeUtil.isNonNull(field.getType());
	}

	private static ArchCondition<JavaClass> beImported() {
		return new ArchCondition<>("be named in an @Import") {

			@Override
			public void check(JavaClass item, ConditionEvents events) {
				boolean named = item.getDirectDependenciesToSelf()
					.stream()
					.flatMap((dependency) -> dependency.getOriginClass()
						.tryGetAnnotationOfType(Import.class.getName())
						.flatMap((imports) -> imports.get("value"))
						.stream())
					.flatMap((parts) -> Stream.of((JavaClass[]) parts))
					.anyMatch(item::equals);
				if (!named) {
					events.add(SimpleConditionEvent.violated(item, item.getName() + " is named in no @Import"));
				}
			}

		};
	}

	private static ArchCondition<JavaClass> haveUsersInOtherPackages() {
		return new ArchCondition<>("have users in other packages, or be shown by a public type") {

			@Override
			public void check(JavaClass item, ConditionEvents events) {
				if (!isUsedInOtherPackage(item) && !isShownByNeighbour(item)) {
					events.add(SimpleConditionEvent.violated(item,
							item.getName() + " is public, but no other package uses it"));
				}
			}

		};
	}

	private static boolean isUsedInOtherPackage(JavaClass type) {
		return type.getPackage()
			.getClasses()
			.stream()
			.filter((part) -> part.equals(type) || part.getName().startsWith(type.getName() + '$'))
			.flatMap((part) -> part.getDirectDependenciesToSelf().stream())
			.anyMatch((dependency) -> !dependency.getOriginClass().getPackageName().equals(type.getPackageName()));
	}

	private static boolean isShownByNeighbour(JavaClass type) {
		return type.getPackage()
			.getClasses()
			.stream()
			.filter((neighbour) -> !neighbour.equals(type) && neighbour.getModifiers().contains(JavaModifier.PUBLIC))
			.flatMap((neighbour) -> neighbour.getCodeUnits().stream())
			.filter((member) -> member.getModifiers().contains(JavaModifier.PUBLIC))
			.anyMatch((member) -> member.getAllInvolvedRawTypes().contains(type));
	}

}
