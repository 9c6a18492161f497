package dev.adjoint.io;

import static dev.adjoint.internal.Json.quote;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/** Writes the JSON header of a safetensors file. */
final class HeaderWriter {
  /** The header's length is a multiple of this, so that the data behind it is aligned. */
  private static final int ALIGNMENT = 8;

  private HeaderWriter() {}

  static String write(Collection<HeaderEntry> entries, Map<String, String> metadata) {
    StringBuilder json = new StringBuilder("{");
    if (!metadata.isEmpty()) {
      quote(json, HeaderParser.METADATA);
      json.append(":{");
      String separator = "";
      for (Map.Entry<String, String> item : metadata.entrySet()) {
        quote(json.append(separator), item.getKey());
        quote(json.append(':'), item.getValue());
        separator = ",";
      }
      json.append('}');
    }
    for (HeaderEntry entry : entries) {
      json.append(json.length() > 1 ? "," : "");
      quote(json, entry.name());
      json.append(":{\"dtype\":\"").append(entry.dtype());
      json.append("\",\"shape\":").append(Arrays.toString(entry.shape()).replace(" ", ""));
      json.append(",\"data_offsets\":[").append(entry.begin()).append(',').append(entry.end());
      json.append("]}");
    }
    return json.append('}').toString();
  }

  static int padding(int length) {
    return Math.floorMod(-length, ALIGNMENT);
  }
}
