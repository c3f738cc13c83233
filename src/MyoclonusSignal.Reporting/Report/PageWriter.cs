using System.Globalization;
using System.Text;
using System.Xml;
using MyoclonusSignal.Reporting.Figures;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>
/// Writes a page as HTML that is well-formed XML too: every text that comes from a file is escaped here and nowhere else.
/// </summary>
internal sealed class PageWriter : IDisposable
{
    private readonly XmlWriter _xml;
    private readonly HashSet<string> _lookedFor = new(StringComparer.Ordinal);
    private int _figures;

    public PageWriter(Stream stream)
    {
        stream.Write("<!DOCTYPE html>\n"u8);
        _xml = XmlWriter.Create(stream, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(false),
            OmitXmlDeclaration = true,
            NewLineHandling = NewLineHandling.None,
            CloseOutput = false,
            ConformanceLevel = ConformanceLevel.Fragment,
        });
    }

    /// <summary>Begins an element; its attributes come in pairs of name and value.</summary>
    public PageWriter Open(string name, params ReadOnlySpan<string?> attributes)
    {
        _xml.WriteStartElement(name);
        for (int i = 0; i < attributes.Length; i += 2)
        {
            if (attributes[i + 1] is string value)
            {
                _xml.WriteAttributeString(attributes[i]!, PlainText.Of(value));
            }
        }

        return this;
    }

    /// <summary>Ends the last element that was begun; never as an empty tag, which HTML does not know.</summary>
    public PageWriter Close()
    {
        _xml.WriteFullEndElement();
        return this;
    }

    /// <summary>Writes an element that HTML knows as empty.</summary>
    public PageWriter Void(string name, params ReadOnlySpan<string?> attributes)
    {
        Open(name, attributes);
        _xml.WriteEndElement();
        return this;
    }

    public PageWriter Text(string text)
    {
        _xml.WriteString(PlainText.Of(text));
        return this;
    }

    /// <summary>Writes text in the culture of no country.</summary>
    public PageWriter Text(FormattableString text) => Text(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes an element with text in it.</summary>
    public PageWriter Element(string name, string text, params ReadOnlySpan<string?> attributes) => Open(name, attributes).Text(text).Close();

    /// <summary>Writes what is markup already.</summary>
    public PageWriter Raw(string markup)
    {
        _xml.WriteRaw(markup);
        return this;
    }

    /// <summary>Writes a name from a file: isolated, so that letters written from right to left do not turn what is beside it.</summary>
    public PageWriter Name(string name) => Element("bdi", name, "class", "name", "title", name.Length > 40 ? name : null);

    /// <summary>Begins a section with a heading.</summary>
    public PageWriter Section(string id, string heading, string? how = null)
    {
        Open("section", "id", id, "aria-labelledby", id + "-heading").Element("h2", heading, "id", id + "-heading");
        if (how is not null)
        {
            Element("p", how, "class", "how");
        }

        return this;
    }

    /// <summary>Writes a figure, in a frame that can be moved sideways on small screens, with its caption.</summary>
    public PageWriter Figure(FigureSheet sheet, string caption)
    {
        string prefix = string.Create(CultureInfo.InvariantCulture, $"f{++_figures}-");
        Open("figure").Raw("\n").Open("div", "class", "drawing", "tabindex", "0", "role", "group", "aria-label", sheet.Title).Raw("\n").Raw(sheet.Inline(prefix)).Raw("\n").Close();
        return Element("figcaption", caption).Close().Raw("\n");
    }

    /// <summary>Writes what a panel has: the figure, its caption, and its numbers; nothing where it has none.</summary>
    public PageWriter Panel(PanelFigure? panel)
    {
        if (panel is not null)
        {
            Figure(panel.Sheet(), panel.LookFor is string look && _lookedFor.Add(look) ? panel.Caption + " " + look : panel.Caption);
            panel.WriteTable?.Invoke(this);
        }

        return this;
    }

    public void Dispose() => _xml.Dispose();
}
