package io.mgeosync.settings;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.CollectionType;
import java.util.List;

/** Teaches Jackson how values, lists and sections are written in a settings file. */
final class SettingsModule extends SimpleModule {
  private static final long serialVersionUID = 1;

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.addDeserializers(new ValueReaders());
    context.addBeanDeserializerModifier(new Wrapped());
  }

  private static final class Wrapped extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1;

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription record, JsonDeserializer<?> reader) {
      List<String> keys =
          record.findProperties().stream()
              .filter(Wrapped::isKey)
              .map(BeanPropertyDefinition::getName)
              .toList();
      return reader instanceof TextReader<?>
          ? reader
          : new SectionReader(reader, keys, KeyRules.NONE);
    }

    private static boolean isKey(BeanPropertyDefinition property) {
      AnnotatedParameter parameter = property.getConstructorParameter();
      return parameter != null && !parameter.hasAnnotation(JacksonInject.class);
    }

    @Override
    public JsonDeserializer<?> modifyCollectionDeserializer(
        DeserializationConfig config,
        CollectionType type,
        BeanDescription list,
        JsonDeserializer<?> reader) {
      return new ListReader(reader, KeyRules.NONE);
    }
  }
}
