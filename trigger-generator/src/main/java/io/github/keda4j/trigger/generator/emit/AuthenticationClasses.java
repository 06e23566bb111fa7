package io.github.keda4j.trigger.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.words.Sentences;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Generates the constants for the parameters that a trigger reads from an authentication, and the builder of such an
 * authentication.
 */
final class AuthenticationClasses {

    private final TriggerType trigger;
    private final List<Parameter> parameters;
    private final ClassName name;
    private final ClassName parameterType;

    AuthenticationClasses(TriggerType trigger) {
        this.trigger = trigger;
        this.parameters = trigger.fromAuthentication();
        ClassName triggerClass = RuntimeTypes.own(trigger.className());
        this.name = triggerClass.nestedClass("Authentication");
        this.parameterType = parameters.isEmpty()
                ? RuntimeTypes.AUTHENTICATION_PARAMETER
                : triggerClass.nestedClass("AuthParameter");
    }

    /** Whether the trigger reads anything from an authentication. */
    boolean areNeeded() {
        return !parameters.isEmpty() || !trigger.podIdentity().isEmpty();
    }

    MethodSpec entryPoint() {
        return MethodSpec.methodBuilder("authentication")
                .addJavadoc("{@return a builder of an authentication for triggers of this type}\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(name)
                .addStatement("return new $T()", name)
                .build();
    }

    void addTo(TypeSpec.Builder type) {
        if (!parameters.isEmpty()) {
            type.addType(constants());
        }
        type.addType(builder());
    }

    private TypeSpec constants() {
        TypeSpec.Builder type = TypeSpec.enumBuilder("AuthParameter")
                .addJavadoc(
                        "$L",
                        new Javadoc(Javadoc.MEMBER)
                                .paragraph("The parameters that a trigger of type " + Javadoc.code(trigger.type())
                                        + " reads from its authentication."))
                .addModifiers(Modifier.PUBLIC)
                .addSuperinterface(RuntimeTypes.AUTHENTICATION_PARAMETER);
        for (Parameter parameter : parameters) {
            type.addEnumConstant(
                    JavaNames.constant(parameter),
                    TypeSpec.anonymousClassBuilder("$S", parameter.name())
                            .addJavadoc("$L", javadoc(parameter))
                            .build());
        }
        return type.addField(FieldSpec.builder(String.class, "parameterName", Modifier.PRIVATE, Modifier.FINAL)
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(String.class, "parameterName")
                        .addStatement("this.parameterName = parameterName")
                        .build())
                .addMethod(MethodSpec.methodBuilder("parameterName")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(String.class)
                        .addStatement("return parameterName")
                        .build())
                .build();
    }

    private static Javadoc javadoc(Parameter parameter) {
        Javadoc javadoc = new Javadoc(Javadoc.INNER).paragraph(Javadoc.sentence(parameter.description()));
        String facts = String.join(" ", new ParameterFacts(parameter).ofAuthentication());
        if (!facts.isEmpty()) {
            javadoc.paragraph(facts);
        }
        return javadoc;
    }

    private TypeSpec builder() {
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addJavadoc(
                        "$L",
                        new Javadoc(Javadoc.MEMBER)
                                .paragraph("Builds an authentication for triggers of type "
                                        + Javadoc.code(trigger.type()) + "."))
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(RuntimeTypes.AUTHENTICATION_BUILDER, parameterType, name))
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addStatement("super(DEFINITION)")
                        .build());
        addIdentities(type);
        return type.build();
    }

    private void addIdentities(TypeSpec.Builder type) {
        List<String> providers = trigger.podIdentity();
        if (providers.isEmpty()) {
            return;
        }
        Javadoc javadoc = new Javadoc(Javadoc.INNER)
                .paragraph("Authenticates with a pod identity instead of secrets.")
                .tag(
                        "param",
                        "podIdentity the pod identity; its provider must be "
                                + Sentences.list(Javadoc.codes(providers), "or"))
                .tag("return", "this");
        type.addMethod(MethodSpec.methodBuilder("podIdentity")
                .addJavadoc("$L", javadoc)
                .addModifiers(Modifier.PUBLIC)
                .returns(name)
                .addParameter(RuntimeTypes.AUTH_POD_IDENTITY, "podIdentity")
                .addStatement("return setPodIdentity(podIdentity)")
                .build());
        if (providers.contains("aws")) {
            addIdentity(type, "awsPodIdentity", "Uses the AWS identity of KEDA's operator.", null, "");
            addIdentity(
                    type,
                    "awsPodIdentity",
                    "Uses an AWS role that KEDA's operator assumes.",
                    "roleArn",
                    "ARN of the role");
        }
        if (providers.contains("azure-workload")) {
            String method = "azureWorkloadIdentity";
            addIdentity(type, method, "Uses the Microsoft Entra identity of KEDA's operator.", null, "");
            addIdentity(
                    type, method, "Uses another Microsoft Entra identity.", "identityId", "client id of the identity");
        }
        if (providers.contains("gcp")) {
            addIdentity(type, "gcpPodIdentity", "Uses the Google Cloud identity of KEDA's operator.", null, "");
        }
    }

    private void addIdentity(
            TypeSpec.Builder type, String name, String description, @Nullable String argument, String what) {
        MethodSpec.Builder method = method(name, description);
        if (argument != null) {
            method.addJavadoc("@param $L $L\n", argument, what).addParameter(String.class, argument);
        }
        type.addMethod(method.addJavadoc("@return this\n")
                .addStatement("return set$L($L)", JavaNames.classOf(name), argument == null ? "" : argument)
                .build());
    }

    private MethodSpec.Builder method(String method, String description) {
        return MethodSpec.methodBuilder(method)
                .addJavadoc("$L\n\n", description)
                .addModifiers(Modifier.PUBLIC)
                .returns(name);
    }
}
