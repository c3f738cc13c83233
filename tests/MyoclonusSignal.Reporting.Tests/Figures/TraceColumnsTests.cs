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

    [Fact]
    public void ABinOfSecondsIsDrawnAsItsRangeAndNotAsASlope()
    {
        float[] high = [11, 12, 13, 14];
        ChannelTraces traces = new("emg", [new SignalTrace(TraceKind.Filtered, "emg", [new TracePiece(0, 2, Levels, high)])], []);
        List<DataPoint> points = TraceColumns.Points(traces, 0, 0, 8, 600);
        Assert.Equal([new(0, 1), new(0, 11), new(2, 11), new(2, 1), new(0, 1), new(2, 1), new(2, 2), new(2, 12), new(4, 12), new(4, 2), new(2, 2), new(4, 2)], points.Take(12));
    }
}
