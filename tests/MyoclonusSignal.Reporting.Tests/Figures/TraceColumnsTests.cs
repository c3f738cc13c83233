using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Reporting.Figures;
using OxyPlot;

namespace MyoclonusSignal.Reporting.Tests.Figures;

public sealed class TraceColumnsTests
{
    private static readonly float[] Levels = [1, 2, 3, 4];

    [Fact]
    public void ALineOfLongBinsReachesBothEndsOfTheFigure()
    {
        ChannelTraces traces = new("emg", [new SignalTrace(TraceKind.Threshold, "emg", [new TracePiece(0, 10, Levels, Levels)])], []);
        List<DataPoint> points = TraceColumns.Points(traces, 0, 12, 33, 100);
        Assert.Equal(new DataPoint(12, 2), points[0]);
        Assert.Equal(new DataPoint(33, 4), points[^1]);
        Assert.Equal(points.OrderBy(point => point.X), points);
    }

    [Fact]
    public void ALineEndsWhereItsPieceEnds()
    {
        ChannelTraces traces = new("emg", [new SignalTrace(TraceKind.Threshold, "emg", [new TracePiece(0, 10, Levels, Levels), new TracePiece(60, 10, Levels, Levels)])], []);
        List<DataPoint> points = TraceColumns.Points(traces, 0, 0, 100, 20);
        int gap = points.FindIndex(point => !point.IsDefined());
        Assert.Equal(40, points[gap - 1].X);
        Assert.Equal(60, points[gap + 1].X);
    }
}
