from bench import harness


def series(values):
    waiting = iter(values)
    return lambda: next(waiting)


def test_rounds_are_taken_in_turns():
    order = []

    harness.in_turns(lambda: order.append("a"), lambda: order.append("b"), rounds=3)

    assert order == ["a", "b"] * 3


def test_a_steady_figure_within_its_goal_passes_and_beyond_it_fails():
    def figure(goal):
        ours, limit = series([10, 10.1, 10, 9.9, 10, 30, 10]), series([2] * 7)
        return harness.against_limit("x", ours, limit, unit="ms", at_most=goal)

    assert [figure(11).passes, figure(9).passes, figure(None).passes] == [True, False, None]
    assert "x5.0 of the limit" in figure(11).note


def test_an_unsteady_machine_gets_no_verdict():
    figure = harness.against_limit(
        "x", series([1, 2, 3, 4, 5, 6, 7]), series([2] * 7), unit="ms", at_most=100
    )

    assert figure.passes is None
    assert "no verdict" in figure.note
