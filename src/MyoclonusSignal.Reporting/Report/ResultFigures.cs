using System.Text;
using MyoclonusSignal.Analysis;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>All figures of a result, each with the name of its file.</summary>
public static class ResultFigures
{
    private const int MostLetters = 40;

    /// <summary>Gives the figures that there is something for, in the order of the report.</summary>
    /// <param name="result">The result; with traces, if the signals are to be drawn.</param>
    /// <param name="stem">What the names of the files begin with.</param>
    public static IReadOnlyList<(string Name, Action<Stream> Write)> Files(AnalysisResult result, string stem)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(stem);
        Panel[] panels = [.. ReportSections.Of(result).SelectMany(section => section.Panels)];
        List<(string Name, Action<Stream> Write)> files = [.. panels.Select(panel => File(stem, panel, panel.Of(result))).OfType<(string, Action<Stream>)>()];
        HashSet<string> used = new(StringComparer.OrdinalIgnoreCase);
        foreach (ChannelResult channel in result.Channels)
        {
            string name = $"{stem}_{Unique(channel.Name, used)}";
            files.AddRange(panels.Select(panel => File(name, panel, panel.Of(result, channel))).OfType<(string, Action<Stream>)>());
        }

        return files;
    }

    private static (string Name, Action<Stream> Write)? File(string name, Panel panel, PanelFigure? figure) =>
        figure is null ? null : ($"{name}_{panel.FileEnding}.svg", stream => figure.Sheet().Write(stream));

    /// <summary>A name that every file system takes, and that no other channel has.</summary>
    private static string Unique(string channel, HashSet<string> used)
    {
        StringBuilder safe = new();
        foreach (char letter in channel.Length > MostLetters ? channel[..MostLetters] : channel)
        {
            safe.Append(char.IsAsciiLetterOrDigit(letter) || letter == '-' ? letter : '-');
        }

        string name = safe.Length == 0 ? "channel" : safe.ToString();
        string found = name;
        for (int i = 2; !used.Add(found); i++)
        {
            found = $"{name}-{i}";
        }

        return found;
    }
}
