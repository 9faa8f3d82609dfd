plugins {
    kotlin("jvm") version "2.2.20"
    id("com.apollographql.apollo") version "4.3.3"
}

repositories {
    mavenCentral()
}

dependencies {
    implementation("com.apollographql.apollo:apollo-runtime:4.3.3")
    implementation("com.apollographql.apollo:apollo-normalized-cache:4.3.3")
    implementation("org.jetbrains.kotlinx:kotlinx-coroutines-core:1.10.2")
}

apollo {
    service("plenum") {
        packageName.set("dev.plenum.example")
        schemaFiles.from(fileTree("../../schema") {
            include("*.graphqls")
            exclude("released.graphqls")
        }, "src/main/graphql/cache.graphqls")
        mapScalarToKotlinString("DateTime")
        operationManifestFormat.set("persistedQueryManifest")
    }
}
