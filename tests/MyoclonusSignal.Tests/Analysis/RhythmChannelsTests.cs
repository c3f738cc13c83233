using System.Text;
using System.Text.Json;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>Two sensors of one recording: their fundamental, and a weaker rhythm beside it, from the samples to the summary.</summary>
public sealed class RhythmChannelsTests
{
    private const double Rate = 100;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ASensorWithTheHarmonicIsGivenTheFundamentalOfTheOther(bool isSwapped)
    {
        JsonElement[] channels = Summary(isSwapped, t => Math.Sin(2 * Math.PI * 3.7 * t), t => Math.Sin(2 * Math.PI * 7.4 * t));
        JsonElement forearm = channels[isSwapped ? 1 : 0];
        JsonElement hand = channels[isSwapped ? 0 : 1];
        Assert.Equal(3.7, forearm.GetProperty("frequency_hz").GetDouble(), 0.01);
        Assert.Equal(JsonValueKind.Null, forearm.GetProperty("fundamental").ValueKind);
        Assert.Equal(3.7, hand.GetProperty("frequency_hz").GetDouble(), 0.01);
        Assert.Equal(7.4, hand.GetProperty("candidate_hz").GetDouble(), 0.02);
        JsonElement fundamental = hand.GetProperty("fundamental");
        Assert.Equal("forearm", fundamental.GetProperty("channel").GetString());
        Assert.Equal(2, fundamental.GetProperty("order").GetInt32());
        Assert.False(fundamental.GetProperty("has_own_peak").GetBoolean());
        Assert.Contains("harmonic 2 of the rhythm of forearm", hand.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AWeakerRhythmHasItsBoutsInTheSummary()
    {
        JsonElement forearm = Summary(
            false, t => Math.Sin(2 * Math.PI * 4.2 * t) + (t is > 35 and < 75 ? 0.6 * Math.Sin(2 * Math.PI * 6.1 * t) : 0), _ => 0)[0];
        Assert.Equal(4.2, forearm.GetProperty("frequency_hz").GetDouble(), 0.02);
        Assert.Equal("welch", forearm.GetProperty("spectrum").GetProperty("method").GetString());
        JsonElement other = Assert.Single(forearm.GetProperty("others").EnumerateArray());
        Assert.Equal(Assert.Single(forearm.GetProperty("other_hz").EnumerateArray()).GetDouble(), other.GetProperty("frequency_hz").GetDouble(), 0.1);
        Assert.InRange(6.1, other.GetProperty("frequency_ci95")[0].GetDouble(), other.GetProperty("frequency_ci95")[1].GetDouble());
        JsonElement bout = Assert.Single(other.GetProperty("bouts").EnumerateArray());
        Assert.Equal(35, bout.GetProperty("start_s").GetDouble(), 1.5);
        Assert.Equal(75, bout.GetProperty("end_s").GetDouble(), 1.5);
        Assert.Equal(6.1, bout.GetProperty("frequency_hz").GetDouble(), 0.05);
        Assert.InRange(bout.GetProperty("strength_db").GetDouble(), 3, 40);
        Assert.Equal(0.6, bout.GetProperty("amplitude").GetDouble(), 0.1);
    }

    private static JsonElement[] Summary(bool isSwapped, Func<double, double> forearm, Func<double, double> hand)
    {
        Random random = new(21);
        double[][] axes = [.. Enumerable.Range(0, 6).Select(_ => new double[120 * (int)Rate])];
        for (int i = 0; i < axes[0].Length; i++)
        {
            double one = forearm(i / Rate);
            double other = hand(i / Rate);
            double[] values = isSwapped ? [other, 0, 1, one, 0, 1] : [one, 0, 1, other, 0, 1];
            for (int axis = 0; axis < 6; axis++)
            {
                axes[axis][i] = values[axis] + (0.6 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5));
            }
        }

        string[] names = isSwapped ? ["hand", "forearm"] : ["forearm", "hand"];
        RecordingChannel[] channels = [.. names.Select((name, i) => new RecordingChannel(
            name, ChannelKind.Acceleration, "g", Rate, [3 * i, (3 * i) + 1, (3 * i) + 2], [name + "_x", name + "_y", name + "_z"]))];
        using MemoryStream stream = new();
        SummaryJson.Write(MyoclonusAnalyzer.Analyze(new MemoryReader(channels, axes), cancellationToken: TestContext.Current.CancellationToken), stream);
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
        return [.. json.RootElement.GetProperty("channels").EnumerateArray().Select(channel => channel.GetProperty("rhythm").Clone())];
    }
}
