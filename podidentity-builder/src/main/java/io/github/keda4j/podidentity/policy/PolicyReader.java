package io.github.keda4j.podidentity.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a policy in one pass over its tokens, straight into the immutable values. */
final class PolicyReader {

    /** AWS's largest policies have about ten thousand characters. More than this is an attack or a mistake. */
    static final int MAX_CHARACTERS = 1 << 20;

    static final int MAX_DEPTH = 32;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final JsonParser parser;

    /**
     * Whether the principals read last have the type "*" in an object. Such a type has no meaning to IAM, differs from
     * the text "*", and is kept unchanged.
     */
    private boolean hasStarType;

    private PolicyReader(JsonParser parser) {
        this.parser = parser;
    }

    static PolicyDocument read(String json) {
        if (json.length() > MAX_CHARACTERS) {
            throw new PolicySyntaxException(
                    "it has " + json.length() + " characters, but at most " + MAX_CHARACTERS + " are read", "", 0, 0);
        }
        try (JsonParser parser = JSON.createParser(json)) {
            return new PolicyReader(parser).document();
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new PolicySyntaxException(
                    e.getOriginalMessage(), "", at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr());
        } catch (IOException e) {
            throw new UncheckedIOException("The text of a policy cannot be read.", e);
        }
    }

    private PolicyDocument document() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw expected("a JSON object");
        }
        String version = null;
        String id = null;
        List<Statement> statements = null;
        Map<String, String> others = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            switch (name) {
                case "Version" -> {
                    refuseSecond(version);
                    version = version();
                }
                case "Id" -> {
                    refuseSecond(id);
                    id = text();
                }
                case "Statement" -> {
                    refuseSecond(statements);
                    statements = statements();
                }
                default -> others = other(name, others);
            }
        }
        if (parser.nextToken() != null) {
            throw problem("there is text after the end of the document");
        }
        if (statements == null) {
            throw new PolicySyntaxException("it has no Statement", "", 1, 1);
        }
        return new PolicyDocument(version, id, statements, others == null ? Map.of() : others);
    }

    private String version() throws IOException {
        String version = text();
        if (!PolicyDocument.VERSIONS.contains(version)) {
            throw problem("the Version is \"" + version + "\", but it must be one of " + PolicyDocument.VERSIONS);
        }
        return version;
    }

    private List<Statement> statements() throws IOException {
        if (parser.nextToken() == JsonToken.START_OBJECT) {
            return List.of(statement());
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw expected("a statement or an array of statements");
        }
        List<Statement> statements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw expected("a statement");
            }
            statements.add(statement());
        }
        return statements;
    }

    private Statement statement() throws IOException {
        JsonLocation start = parser.currentTokenLocation();
        Statement.Builder statement = Statement.allow();
        String sid = null;
        Effect effect = null;
        boolean conditions = false;
        boolean principal = false;
        Map<String, String> others = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            switch (name) {
                case "Sid" -> {
                    refuseSecond(sid);
                    sid = text();
                    statement.sid(sid);
                }
                case "Effect" -> {
                    refuseSecond(effect);
                    effect = effect();
                }
                case "Principal", "NotPrincipal" -> {
                    refuseBoth(principal, "Principal");
                    principal = true;
                    Principals principals = principals(name.startsWith("Not"));
                    if (!hasStarType) {
                        statement.principals(principals);
                    } else {
                        others = others == null ? new LinkedHashMap<>() : others;
                        others.put(name, PolicyWriter.asObject(principals));
                    }
                }
                case "Action", "NotAction" -> {
                    refuseBoth(statement.hasAction(), "Action");
                    statement.actions(new Patterns(name.startsWith("Not"), texts(false)));
                }
                case "Resource", "NotResource" -> {
                    refuseBoth(statement.hasResource(), "Resource");
                    statement.resources(new Patterns(name.startsWith("Not"), texts(false)));
                }
                case "Condition" -> {
                    refuseBoth(conditions, "Condition");
                    conditions = true;
                    conditions(statement);
                }
                default -> others = other(name, others);
            }
        }
        if (effect == null) {
            throw problem("the statement has no Effect", start);
        }
        if (!statement.hasAction()) {
            throw problem("the statement has neither Action nor NotAction", start);
        }
        if (others != null) {
            others.forEach(statement::otherElement);
        }
        return statement.effect(effect).build();
    }

    private Effect effect() throws IOException {
        String word = text();
        return Effect.fromJson(word)
                .orElseThrow(() -> problem("the Effect is \"" + word + "\", but it must be \"Allow\" or \"Deny\""));
    }

    private Principals principals(boolean negated) throws IOException {
        hasStarType = false;
        if (parser.nextToken() == JsonToken.VALUE_STRING) {
            if (!parser.getText().equals("*")) {
                throw problem("the principal \"" + parser.getText() + "\" has no type; write {\"AWS\": \""
                        + parser.getText() + "\"}");
            }
            return new Principals(negated, List.of(Principal.everyone()));
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw expected("\"*\" or an object of principal types");
        }
        List<Principal> principals = new ArrayList<>(2);
        NamesSeen types = new NamesSeen();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String type = newName(types);
            hasStarType |= type.equals("*");
            for (String value : texts(false)) {
                principals.add(new Principal(type, value));
            }
        }
        return new Principals(negated, principals);
    }

    private void conditions(Statement.Builder statement) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw expected("an object of condition operators");
        }
        NamesSeen operators = new NamesSeen();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            ConditionOperator operator = ConditionOperator.of(newName(operators));
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw expected("an object of condition keys");
            }
            NamesSeen keys = new NamesSeen();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = newName(keys);
                statement.newCondition(new Condition(operator, key, texts(true)));
            }
        }
    }

    private String text() throws IOException {
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
            throw expected("a string");
        }
        return parser.getText();
    }

    /**
     * One text or an array of texts; if {@code scalars} is true, also numbers and booleans, exactly as the source
     * writes them.
     */
    private List<String> texts(boolean scalars) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            return List.of(element(scalars));
        }
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            return List.of();
        }
        String first = element(scalars);
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            return List.of(first);
        }
        List<String> all = new ArrayList<>();
        all.add(first);
        do {
            all.add(element(scalars));
        } while (parser.nextToken() != JsonToken.END_ARRAY);
        return all;
    }

    private String element(boolean scalars) throws IOException {
        JsonToken token = parser.currentToken();
        boolean allowed = token == JsonToken.VALUE_STRING
                || (scalars && token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL);
        if (!allowed) {
            throw expected(
                    scalars ? "a string, number or boolean, or an array of them" : "a string or an array of them");
        }
        return parser.getText();
    }

    /** Elements that IAM does not define, as compact JSON text. */
    private Map<String, String> other(String name, @Nullable Map<String, String> others) throws IOException {
        Map<String, String> all = others == null ? new LinkedHashMap<>() : others;
        parser.nextToken();
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            copy(generator);
        }
        if (all.put(name, text.toString()) != null) {
            throw duplicate(name);
        }
        return all;
    }

    private void copy(JsonGenerator generator) throws IOException {
        generator.copyCurrentEventExact(parser);
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            NamesSeen names = new NamesSeen();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                generator.writeFieldName(newName(names));
                parser.nextToken();
                copy(generator);
            }
            generator.writeEndObject();
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                copy(generator);
            }
            generator.writeEndArray();
        }
    }

    private void refuseSecond(@Nullable Object present) throws IOException {
        if (present != null) {
            throw duplicate(parser.currentName());
        }
    }

    private void refuseBoth(boolean present, String element) throws IOException {
        if (present) {
            throw problem(
                    element.equals("Condition")
                            ? "the element Condition is defined twice"
                            : "a statement must have either " + element + " or Not" + element + ", and only once");
        }
    }

    private String newName(NamesSeen names) throws IOException {
        String name = parser.currentName();
        if (!names.add(name)) {
            throw duplicate(name);
        }
        return name;
    }

    private PolicySyntaxException duplicate(String name) {
        return problem("the element " + name + " is defined twice");
    }

    private PolicySyntaxException expected(String what) {
        JsonToken found = parser.currentToken();
        return problem("expected " + what + " but found " + (found == null ? "nothing" : inWords(found)));
    }

    private PolicySyntaxException problem(String what) {
        return problem(what, parser.currentTokenLocation());
    }

    private PolicySyntaxException problem(String what, JsonLocation at) {
        return new PolicySyntaxException(what, pointer(), at.getLineNr(), at.getColumnNr());
    }

    private String pointer() {
        JsonStreamContext context = parser.getParsingContext();
        return context.pathAsPointer().toString();
    }

    private static String inWords(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> token.asString() == null ? token.name() : token.asString();
        };
    }
}
