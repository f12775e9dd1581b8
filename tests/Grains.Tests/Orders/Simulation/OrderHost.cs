using SocialCommerce.Grains.Orders;

namespace SocialCommerce.Grains.Tests.Orders.Simulation;

/// <summary>
/// One order as its grain runs it: the real <see cref="OrderProcess"/>, one call at a time, driven when it has work, dropped
/// when it is broken, idle or crashed; the next call loads it anew.
/// </summary>
internal sealed class OrderHost(string orderId, Scheduler scheduler, FaultPlan faults, IOrderStore store, IOrderWorld world)
{
    private const double PutAside = 0.1;

    private static readonly TimeSpan WorkMost = TimeSpan.FromMilliseconds(50);

    private Life? _life;

    public Task<T> CallAsync<T>(Func<OrderProcess, Task<T>> step)
    {
        var answer = new TaskCompletionSource<T>();
        if (_life is { IsIdle: true } && scheduler.Chance(PutAside))
        {
            _life = null;
        }

        Enter().Add(async order =>
        {
            try
            {
                var result = await step(order);
                answer.TrySetResult(result);
            }
#pragma warning disable CA1031 // It is the caller's.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                answer.TrySetException(exception);
            }
        });
        return answer.Task;
    }

    public void Drive() => Enter().Add(static order => order.DriveAsync(CancellationToken.None));

    private Life Enter()
    {
        if (_life is null)
        {
            var node = new Node(scheduler, faults, Forget);
            _life = new Life(this, node, new OrderProcess(orderId, store, world, scheduler));
        }

        return _life;
    }

    private void Forget(Node node)
    {
        scheduler.Note("crash", orderId);
        if (_life?.Node == node)
        {
            _life = null;
        }
    }

    private void WorkSoon(Life life) => scheduler.After(scheduler.Draw(WorkMost), () =>
    {
        if (_life == life)
        {
            Drive();
        }
    });

    private sealed class Life(OrderHost host, Node node, OrderProcess order)
    {
        private readonly Queue<Func<OrderProcess, Task>> _calls = new();
        private bool _isLoaded;
        private bool _isRunning;

        public Node Node => node;

        public bool IsIdle => !_isRunning && _calls.Count == 0;

        public void Add(Func<OrderProcess, Task> call)
        {
            _calls.Enqueue(call);
            if (!_isRunning)
            {
                _isRunning = true;
                node.Run(() => _ = RunAsync());
            }
        }

        private async Task RunAsync()
        {
            try
            {
                if (!_isLoaded)
                {
                    await order.LoadAsync(CancellationToken.None);
                    _isLoaded = true;
                }

                while (!order.IsBroken && _calls.TryDequeue(out var call))
                {
                    await call(order);
                }
            }
#pragma warning disable CA1031 // A drive that failed, or a load: what is left to do is found by the sweep.
            catch (Exception)
#pragma warning restore CA1031
            {
                host.Forget(node);
            }

            _isRunning = false;
            if (order.IsBroken)
            {
                host.Forget(node);
            }
            else if (order.HasWork)
            {
                host.WorkSoon(this);
            }
        }
    }
}
