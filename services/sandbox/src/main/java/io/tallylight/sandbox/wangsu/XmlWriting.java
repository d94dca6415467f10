package io.tallylight.sandbox.wangsu;

import io.tallylight.sandbox.wangsu.Sessions.Piece;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The same members as XML. The document names the format and shows none: the element names are an assumption. */
final class XmlWriting implements Writing {

    private interface Body {
        void write(XMLStreamWriter out) throws XMLStreamException;
    }

    @Override
    public String contentType() {
        return "application/xml;charset=UTF-8";
    }

    @Override
    public String error(WangsuError error) {
        return document(out -> {
            text(out, "code", error.code());
            text(out, "message", error.message());
        });
    }

    @Override
    public String answer(Map<String, Map<String, List<Piece>>> domains, Times times) {
        return document(out -> {
            text(out, "code", "0");
            text(out, "message", "success");
            for (Map.Entry<String, Map<String, List<Piece>>> domain : domains.entrySet()) {
                out.writeStartElement("data");
                text(out, "domain", domain.getKey());
                for (Map.Entry<String, List<Piece>> stream : domain.getValue().entrySet()) {
                    stream(out, stream.getKey(), stream.getValue(), times);
                }
                out.writeEndElement();
            }
        });
    }

    private static void stream(XMLStreamWriter out, String name, List<Piece> pieces, Times times)
            throws XMLStreamException {
        out.writeStartElement("streamList");
        text(out, "stream", name);
        text(
                out,
                "sumTime",
                Long.toString(pieces.stream().mapToLong(Piece::durationMillis).sum()));
        for (Piece piece : pieces) {
            out.writeStartElement("durationDetailList");
            text(out, "startTime", Times.of(piece.start()));
            String end = times.end(piece.end());
            text(out, "endTime", end == null ? "" : end);
            text(out, "duration", Long.toString(piece.durationMillis()));
            out.writeEndElement();
        }
        out.writeEndElement();
    }

    private static void text(XMLStreamWriter out, String name, String value) throws XMLStreamException {
        out.writeStartElement(name);
        out.writeCharacters(value);
        out.writeEndElement();
    }

    private static String document(Body members) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
            out.writeStartElement("response");
            members.write(out);
            out.writeEndElement();
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a string takes everything", impossible);
        }
        return text.toString();
    }
}
