package dev.weir.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The document of the API, to which answers are held. It lets clients pass over fields that they do
 * not know; here a field that it does not tell is a fault. Confined to its test.
 */
final class ApiDocument {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final String COMPONENTS = "#/components/schemas/";
  private static final String DEFINITIONS = "#/$defs/";

  private final JsonNode document;
  private final JsonNode definitions;
  private final Set<String> answered = new LinkedHashSet<>();

  private ApiDocument(JsonNode document) {
    this.document = document;
    this.definitions = closed(document.at("/components/schemas"));
  }

  static ApiDocument load() {
    try (@Nullable InputStream file = OpenApiRoute.class.getResourceAsStream("openapi.yaml")) {
      return new ApiDocument(YAMLMapper.builder().build().readTree(Objects.requireNonNull(file)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Objects have the fields that are told, and no others, where nothing else is said. */
  private static JsonNode closed(JsonNode schemas) {
    JsonNode copy = JSON.readTree(schemas.toString().replace(COMPONENTS, DEFINITIONS));
    close(copy);
    return copy;
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(ApiDocument::close);
  }

  JsonNode root() {
    return document;
  }

  /** The words that a schema, or a property of one, lists. */
  JsonNode words(String pointer) {
    return document.at("/components/schemas/" + pointer + "/enum");
  }

  /** Which operations have been answered as they should be. */
  Set<String> answered() {
    return answered;
  }

  /**
   * Fails where the answer is not one that the document tells.
   *
   * @param operation such as {@code GET /api/v1/assets/{id}}
   */
  void check(String operation, HttpResponse<String> answer) {
    String[] methodAndPath = operation.split(" ", 2);
    JsonNode responses =
        document
            .path("paths")
            .path(methodAndPath[1])
            .path(methodAndPath[0].toLowerCase(Locale.ROOT))
            .path("responses");
    String status = Integer.toString(answer.statusCode());
    assertThat(responses.has(status)).as(operation + " answers " + status).isTrue();
    check(operation, resolved(responses.get(status)), answer);
    if (answer.statusCode() < 300) {
      answered.add(operation);
    }
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
  }

  private void check(String operation, JsonNode response, HttpResponse<String> answer) {
    if (!response.has("content")) {
      assertThat(answer.body()).as(operation).isEmpty();
      return;
    }
    String type = answer.headers().firstValue("content-type").orElse("").replaceFirst(";.*", "");
    JsonNode content = response.path("content").path(type);
    assertThat(content.isMissingNode()).as("%s of type %s", operation, type).isFalse();
    if (type.endsWith("json")) {
      String schema = content.path("schema").path("$ref").asString();
      check(schema.substring(COMPONENTS.length()), answer.body());
    }
  }

  /** Fails where {@code json} is not as the schema of that name says. */
  void check(String schema, String json) {
    ObjectNode root = JSON.createObjectNode().put("$ref", DEFINITIONS + schema);
    root.set("$defs", definitions);
    assertThat(SCHEMAS.getSchema(root).validate(JSON.readTree(json))).as(json).isEmpty();
  }
}
