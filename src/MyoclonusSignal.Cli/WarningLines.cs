using System.Globalization;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Cli;

/// <summary>The warnings of a recording as lines: those that say the same of many channels are one.</summary>
internal static class WarningLines
{
    // Fewer are printed one by one: what differs between them may matter.
    private const int Many = 3;

    /// <summary>Gives the lines.</summary>
    public static IEnumerable<string> Of(IEnumerable<RecordingWarning> warnings)
    {
        foreach (IGrouping<(string Code, string Text), RecordingWarning> same in warnings.GroupBy(warning => (warning.Code, WithoutChannel(warning))))
        {
            if (same.Count() <= Many)
            {
                foreach (RecordingWarning warning in same)
                {
                    yield return warning.Text;
                }

                continue;
            }

            string[] channels = [.. same.Select(warning => warning.Channel).OfType<string>().Distinct()];
            string others = channels.Length < 2
                ? string.Create(CultureInfo.InvariantCulture, $"{same.Count() - 1} more of this kind")
                : string.Create(CultureInfo.InvariantCulture, $"the same of {channels.Length - 1} more channels, to {channels[^1]}");
            yield return $"{same.First().Text} ({others})";
        }
    }

    /// <summary>The text without the channel's name and without numbers, by which warnings of one kind are the same.</summary>
    private static string WithoutChannel(RecordingWarning warning)
    {
        string text = warning.Channel is { Length: > 0 } channel ? warning.Text.Replace(channel, string.Empty, StringComparison.Ordinal) : warning.Text;
        return string.Concat(text.Where(letter => !char.IsDigit(letter) && letter != '.'));
    }
}
