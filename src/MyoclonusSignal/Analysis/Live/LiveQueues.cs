namespace MyoclonusSignal.Analysis;

/// <summary>Gathers what the channels of a live analysis have to tell.</summary>
internal static class LiveQueues
{
    /// <summary>Moves the notices of all channels into a queue, in the order in which they settled.</summary>
    public static void Take<T>(List<ChannelPipeline> pipelines, Func<LiveFeed, List<T>> pendingOf, Func<T, double> givenOf, Queue<T> notices)
    {
        List<T>? only = null;
        int count = 0;
        foreach (ChannelPipeline pipeline in pipelines)
        {
            if (pipeline.Live is LiveFeed feed && pendingOf(feed) is { Count: > 0 } pending)
            {
                only = pending;
                count++;
            }
        }

        if (count == 0)
        {
            return;
        }

        IEnumerable<T> inOrder = count == 1 ? only! : InOrder(pipelines, pendingOf, givenOf);
        foreach (T notice in inOrder)
        {
            notices.Enqueue(notice);
        }

        foreach (ChannelPipeline pipeline in pipelines)
        {
            pendingOf(pipeline.Live!).Clear();
        }
    }

    // By itself, so that only where there is something to order is there an object for what the lambda holds.
    private static IOrderedEnumerable<T> InOrder<T>(List<ChannelPipeline> pipelines, Func<LiveFeed, List<T>> pendingOf, Func<T, double> givenOf) =>
        pipelines.SelectMany(pipeline => pendingOf(pipeline.Live!)).OrderBy(givenOf);
}
