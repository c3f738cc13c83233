using System.Globalization;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using OxyPlot;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>A drawing as SVG: real text in any font, a title and a description for screen readers, the same bytes for the same drawing.</summary>
internal static partial class SvgDocument
{
    /// <summary>The font whose widths OxyPlot knows, on a machine without fonts too.</summary>
    public const string Font = "Arial";

    // Where the first one is missing, a reader's next best takes its place.
    private const string Fonts = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif";

    /// <summary>Draws an <c>svg</c> element.</summary>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <param name="title">What it shows, in a few words.</param>
    /// <param name="description">What it shows, for who cannot see it.</param>
    /// <param name="draw">Draws.</param>
    /// <param name="prefix">What the identifiers in it begin with, so that several fit into one page.</param>
    public static string Element(double width, double height, string title, string description, Action<SvgRenderContext> draw, string prefix = "")
    {
        using MemoryStream drawn = new();
        using (SvgRenderContext canvas = new(drawn, width, height, true, new PdfRenderContext(width, height, OxyColors.White), OxyColors.White, true))
        {
            draw(canvas);
            canvas.Complete();
            canvas.Flush();
        }

        // From the root on: without a byte order mark and a document type that lies on another server.
        string svg = Encoding.UTF8.GetString(drawn.ToArray()).Replace($"font-family=\"{Font}\"", $"font-family=\"{Fonts}\"", StringComparison.Ordinal);
        svg = svg[svg.IndexOf("<svg", StringComparison.Ordinal)..].TrimEnd();
        int behindRoot = svg.IndexOf('>', StringComparison.Ordinal) + 1;
        string head = svg[..(behindRoot - 1)] + string.Create(CultureInfo.InvariantCulture, $" role=\"img\" viewBox=\"0 0 {width:0} {height:0}\">");
        string rest = svg[behindRoot..].Replace("<image ", "<image image-rendering=\"pixelated\" ", StringComparison.Ordinal);
        if (prefix.Length > 0)
        {
            rest = Identifier().Replace(rest, match => match.Groups[1].Value + prefix + match.Groups[2].Value);
        }

        return $"{head}\n<title>{SecurityElement.Escape(PlainText.Of(title))}</title>\n<desc>{SecurityElement.Escape(PlainText.Of(description))}</desc>\n{rest}".ReplaceLineEndings("\n");
    }

    /// <summary>Writes the same as a document of its own.</summary>
    public static void Write(double width, double height, string title, string description, Action<SvgRenderContext> draw, Stream stream) => stream.Write(
        Encoding.UTF8.GetBytes("""<?xml version="1.0" encoding="utf-8"?>""" + "\n" + Element(width, height, title, description, draw) + "\n"));

    [GeneratedRegex("""(\bid="|url\(#)([A-Za-z])""")]
    private static partial Regex Identifier();
}
